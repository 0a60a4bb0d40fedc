import { expect, it } from 'vitest'
import type { StoredEvent } from '../events.ts'
import { nextPageSize } from './page-size.ts'

const page = (count: number, bytes: number) =>
  Array.from({ length: count }, () => ({ type: '', data: new Uint8Array(bytes), metadata: new Uint8Array() }) as StoredEvent)

it('asks for many small events and few large ones', () => {
  expect(nextPageSize(undefined)).toBe(100)
  expect(nextPageSize([])).toBe(100)
  expect(nextPageSize(page(10, 100))).toBe(1_000)
  expect(nextPageSize(page(10, 100_000))).toBe(20)
  expect(nextPageSize(page(2, 4_000_000))).toBe(1)
})
