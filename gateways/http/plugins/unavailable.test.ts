import { describe, expect, test } from 'vitest'
import { isUnavailable } from './unavailable.ts'

const away = [
  { code: '08006' },
  { code: '53300' },
  { code: '55P03' },
  { code: '57014' },
  { code: '57P01' },
  { code: '40001' },
  { code: '40P01' },
  { code: 'ECONNRESET' },
  { message: 'timeout exceeded when trying to connect' },
  { message: 'of slonik', cause: { code: '57P03' } },
]
const broken = [{ code: '23505' }, { code: '42703' }, { code: '22P02' }, new Error('nobody foresaw this'), 'words', undefined, null]

describe('the same request may do later', () => {
  test.each(away)('after %o', (error) => expect(isUnavailable(error)).toBe(true))
})
describe('it will not do later either', () => {
  test.each(broken)('after %o', (error) => expect(isUnavailable(error)).toBe(false))
})
