import { expect, it } from 'vitest'
import { headCache } from './heads.ts'

it('forgets the stream that was not written for longest', () => {
  const heads = headCache(2)
  heads.set('a', { id: 1, revision: 0 })
  heads.set('b', { id: 2, revision: 0 })
  heads.set('a', { id: 1, revision: 1 })
  heads.set('c', { id: 3, revision: 0 })
  expect([heads.get('a'), heads.get('b'), heads.get('c')]).toEqual([{ id: 1, revision: 1 }, undefined, { id: 3, revision: 0 }])
})
