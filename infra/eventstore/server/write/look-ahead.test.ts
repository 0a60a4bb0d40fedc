import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { headCache } from './heads.ts'
import { type LookForHeads, lookAhead } from './look-ahead.ts'

type Found = Awaited<ReturnType<LookForHeads>>

/** One who looks, and is answered when the test says so. */
const looking = () => {
  const heads = headCache(10)
  const looks: { readonly names: readonly string[]; readonly answer: (revision: number) => Promise<void>; readonly fail: () => Promise<void> }[] = []
  const look: LookForHeads = (names) =>
    new Promise<Found>((resolve, reject) => {
      const answer = async (revision: number) => {
        resolve(names.map((name) => ({ name, id: 1, revision, metadata: undefined })))
        await turn()
      }
      const fail = async () => {
        reject(new Error('gone'))
        await turn()
      }
      looks.push({ names, answer, fail })
    })
  const names = () => looks.map((one) => one.names)
  return { ...lookAhead(look, heads), looks, names, revision: (stream: string) => heads.get(stream)?.revision }
}

it('remembers what it finds, of all that were wanted in one turn at once and of none twice', async () => {
  const { want, looks, names, revision } = looking()
  want('a')
  want('b')
  want('a')
  await turn()
  want('a')
  want('c')
  await looks[0]?.answer(7)
  await turn()
  expect(names()).toEqual([['a', 'b'], ['c']])
  expect([revision('a'), revision('b'), revision('c')]).toEqual([7, 7, undefined])
})

it('does not remember what was dropped meanwhile', async () => {
  const { want, drop, dropAll, looks, revision } = looking()
  want('a')
  want('b')
  await turn()
  drop(['a'])
  await looks[0]?.answer(7)
  expect([revision('a'), revision('b')]).toEqual([undefined, 7])
  want('c')
  await turn()
  dropAll()
  await looks[1]?.answer(8)
  expect(revision('c')).toBeUndefined()
})

it('believes the newer look, of a stream that was dropped and is wanted again', async () => {
  const { want, drop, looks, revision } = looking()
  want('a')
  await turn()
  drop(['a'])
  want('a')
  await looks[0]?.answer(7)
  expect(revision('a')).toBeUndefined()
  await looks[1]?.answer(8)
  expect(revision('a')).toBe(8)
})

it('goes on when a look fails', async () => {
  const { want, looks, revision } = looking()
  want('a')
  await turn()
  await looks[0]?.fail()
  want('a')
  await turn()
  await looks[1]?.answer(9)
  expect(revision('a')).toBe(9)
})
