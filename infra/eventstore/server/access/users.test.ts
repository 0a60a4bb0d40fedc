import { beforeAll, describe, expect, it } from 'vitest'
import { passwords } from '../../../secrets/passwords.ts'
import { type StoreUser, userCheck } from './users.ts'

let users: readonly StoreUser[]
beforeAll(async () => {
  const { hash } = passwords()
  users = [
    { name: 'ops', passwordHash: await hash('a:b') },
    { name: 'reader', passwordHash: await hash('другой') },
  ]
})

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

describe('credentials', () => {
  it.each([
    ['a name and its password', basic('ops:a:b'), 'known'],
    ['of any alphabet', basic('reader:другой'), 'known'],
    ['under a scheme in small letters', basic('ops:a:b').toLowerCase().replace(/ .*/, '') + basic('ops:a:b').slice(5), 'known'],
    ["another's password", basic('ops:другой'), 'wrong'],
    ['a longer password', basic('ops:a:bc'), 'wrong'],
    ['an unknown name', basic('nobody:a:b'), 'wrong'],
    ['no name', basic(':a:b'), 'wrong'],
    ['no colon', basic('ops'), 'wrong'],
    ['another scheme', 'Bearer b3BzOmE6Yg==', 'wrong'],
    ['nothing readable', 'Basic §', 'wrong'],
    ['an empty header', '', 'wrong'],
    ['none', undefined, 'absent'],
  ])('%s', async (_, authorization, verdict) => {
    const check = userCheck(users)
    expect(await check(authorization)).toBe(verdict)
    // The second time it is remembered or not, the verdict is the same.
    expect(await check(authorization)).toBe(verdict)
  })
})

it('A password that was good once is known again without being hashed, and opens nothing else', async () => {
  const check = userCheck(users)
  expect(await check(basic('ops:a:b'))).toBe('known')
  // More at once than may wait to be hashed.
  const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => check(basic('ops:a:b'))))
  expect(new Set(verdicts)).toEqual(new Set(['known']))
  expect(await check(basic('ops:a:c'))).toBe('wrong')
  expect(await check(basic('reader:a:b'))).toBe('wrong')
})

it('A flood of guesses is turned away, and those who are known pass meanwhile', async () => {
  const check = userCheck(users)
  await check(basic('ops:a:b'))
  const guesses = Promise.all(Array.from({ length: 150 }, (_, n) => check(basic(`ops:${n}`))))
  expect(await check(basic('ops:a:b'))).toBe('known')
  const verdicts = await guesses
  expect(verdicts.filter((verdict) => verdict === 'busy').length).toBeGreaterThan(0)
  expect(verdicts).not.toContain('known')
}, 30_000)
