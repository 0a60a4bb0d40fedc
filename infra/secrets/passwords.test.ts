import { parseOptions } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { gate } from './gate.ts'
import { passwords } from './passwords.ts'

const { hash, verify, outdated } = passwords()

test('the right password opens, any other does not', async () => {
  const encoded = await hash('correct horse battery')
  expect(await verify(encoded, 'correct horse battery')).toBe(true)
  expect(await verify(encoded, 'Correct horse battery')).toBe(false)
})
test('long ones are not cut', async () => {
  const long = 'я'.repeat(128)
  expect(await verify(await hash(long), `${long}x`)).toBe(false)
})
test('argon2id with at least 19 MiB, two passes, one lane, and a salt of its own', async () => {
  const [one, other] = [await hash('same'), await hash('same')]
  expect(one).not.toBe(other)
  expect(one).toMatch(/^\$argon2id\$v=19\$/)
  const { memoryCost, timeCost, parallelism } = parseOptions(one)
  expect(memoryCost).toBeGreaterThanOrEqual(19_456)
  expect(timeCost).toBeGreaterThanOrEqual(2)
  expect(parallelism).toBe(1)
})
test('nobody has no password, not even the one that is compared in their stead', async () => {
  expect(await verify(undefined, 'of nobody')).toBe(false)
  expect(await verify(undefined, '')).toBe(false)
})
test('a hash of lower cost is outdated', async () => {
  expect(outdated('$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$HVFcqk9iZCw9hQnPj6Rvp6XLcVYKM2M+vaAuxTJXG5o')).toBe(true)
  expect(outdated(await hash('x'))).toBe(false)
})

test('a gate lets so many in at a time and loses nobody, whatever fails', async () => {
  const enter = gate(2, 100)
  let inside = 0
  let most = 0
  const work = (n: number) => async () => {
    most = Math.max(most, ++inside)
    await Promise.resolve()
    inside -= 1
    if (n % 3 === 0) throw new Error('fails')
    return n
  }
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => enter(work(n))))
  expect(most).toBe(2)
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(13)
})

test('a gate that enough wait at refuses the next at once, and lets in again when they have passed', async () => {
  const enter = gate(1, 2)
  const { promise: held, resolve: release } = Promise.withResolvers<string>()
  const [first, second, third] = [enter(() => held), enter(() => held), enter(() => held)]
  await expect(enter(() => held)).rejects.toMatchObject({ code: 'server.busy' })
  release('through')
  expect(await Promise.all([first, second, third])).toEqual(['through', 'through', 'through'])
  expect(await enter(async () => 'again')).toBe('again')
})
