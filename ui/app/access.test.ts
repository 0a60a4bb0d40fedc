import type { SignedIn } from '@kontor/gateways/http/identity/contract'
import { expect, test, vi } from 'vitest'
import { createAccess } from './access.ts'
import { ApiProblem, NoAnswer } from './problem.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const pair = (accessToken: string): SignedIn => ({
  accessToken,
  expiresIn: 1800,
  user: { userId: id(1), email: 'a@b.test', fullName: 'A', language: 'en' },
  acting: { tenantId: id(2), slug: 'demo', role: 'owner' },
  memberships: [],
})
const over = new ApiProblem({ type: 'about:blank', title: '', status: 401, code: 'refresh.reused' })

const set = (refresh: () => Promise<SignedIn>) => {
  const clock = { ms: 0 }
  const locks = vi.fn()
  const alone = <T>(work: () => Promise<T>) => {
    locks()
    return work()
  }
  return { clock, locks, access: createAccess({ refresh, alone, now: () => clock.ms }) }
}

test('a token is used until half a minute before its end, then renewed', async () => {
  const refresh = vi.fn(async () => pair('second'))
  const { access, clock } = set(refresh)
  access.take(pair('first'))
  clock.ms = 1_769_000
  expect(await access.token()).toBe('first')
  clock.ms = 1_770_000
  expect(await access.token()).toBe('second')
})
test('callers at the same time share one refresh, under the lock of the browser', async () => {
  const refresh = vi.fn(async () => pair('new'))
  const { access, locks } = set(refresh)
  expect(await Promise.all([access.renew(), access.renew(), access.renew()])).toEqual(['new', 'new', 'new'])
  expect(refresh).toHaveBeenCalledTimes(1)
  expect(locks).toHaveBeenCalledTimes(1)
  await access.renew()
  expect(refresh).toHaveBeenCalledTimes(2)
})
test('a refused refresh ends the session, and says so once', async () => {
  const { access } = set(() => Promise.reject(over))
  const lost = vi.fn()
  access.onLost(lost)
  access.take(pair('first'))
  expect(await access.renew()).toBeUndefined()
  expect(lost).toHaveBeenCalledTimes(1)
  expect(await access.token()).toBeUndefined()
})
test('silence does not: the session may still be there', async () => {
  const { access } = set(() => Promise.reject(new NoAnswer('offline')))
  const lost = vi.fn()
  access.onLost(lost)
  access.take(pair('first'))
  await expect(access.renew()).rejects.toThrow(NoAnswer)
  expect(lost).not.toHaveBeenCalled()
  expect(await access.token()).toBe('first')
})
test('nobody signed in has no token and asks for none', async () => {
  const refresh = vi.fn(async () => pair('x'))
  expect(await set(refresh).access.token()).toBeUndefined()
  expect(refresh).not.toHaveBeenCalled()
})
