import { Refused } from '@kontor/core/kernel'
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
  let hashed = 0
  const verify = async (_: string | undefined, password: string) => {
    hashed += 1
    return password === 'a:b'
  }
  const check = userCheck(users, { verify })
  for (let call = 0; call < 100; call += 1) expect(await check(basic('ops:a:b'))).toBe('known')
  expect(hashed).toBe(1)
  expect(await check(basic('ops:a:c'))).toBe('wrong')
  expect(await check(basic('ops:a:c'))).toBe('wrong')
  expect(hashed).toBe(3)
  expect(await check(basic('reader:a:b'))).toBe('known')
  expect(hashed).toBe(4)
})

it('While too many guesses are hashed, one more is turned away, and those who are known pass', async () => {
  let flooded = false
  const verify = async () => {
    if (flooded) throw new Refused('server.busy')
    return true
  }
  const check = userCheck(users, { verify })
  await check(basic('ops:a:b'))
  flooded = true
  expect(await check(basic('reader:guess'))).toBe('busy')
  expect(await check(basic('ops:a:b'))).toBe('known')
})

it('A fault is no verdict', async () => {
  const check = userCheck(users, { verify: () => Promise.reject(new Error('out of memory')) })
  await expect(check(basic('ops:a:b'))).rejects.toThrow('out of memory')
})
