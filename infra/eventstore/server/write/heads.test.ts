import { expect, it } from 'vitest'
import { headCache } from './heads.ts'

it('forgets the stream that was not written for longest', () => {
  const heads = headCache(2)
  heads.set('a', { id: 1, revision: 0, metadata: undefined })
  heads.set('b', { id: 2, revision: 0, metadata: undefined })
  heads.set('a', { id: 1, revision: 1, metadata: undefined })
  heads.set('c', { id: 3, revision: 0, metadata: undefined })
  expect([heads.get('a'), heads.get('b'), heads.get('c')]).toEqual([
    { id: 1, revision: 1, metadata: undefined },
    undefined,
    { id: 3, revision: 0, metadata: undefined },
  ])
})
