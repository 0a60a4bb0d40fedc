import { LinkCode } from '@kontor/core/links'
import { expect, test } from 'vitest'
import { keyedHash } from './keyed-hash.ts'
import { linkCode } from './link-code.ts'
import { rootKeys } from './root-key.ts'

const [mine, another] = [keyedHash(rootKeys(Buffer.alloc(32, 1))), keyedHash(rootKeys(Buffer.alloc(32, 2)))]
const idOf = (n: number) => n.toString(16).padStart(32, '0')

test('the same link has the same code for ever, and only under this key', () => {
  expect(linkCode(mine, idOf(1))).toBe(linkCode(mine, idOf(1)))
  expect(linkCode(mine, idOf(1))).not.toBe(linkCode(another, idOf(1)))
})

test('ten thousand links have ten thousand codes of twelve letters that cannot be misread', () => {
  const codes = Array.from({ length: 10_000 }, (_, n) => linkCode(mine, idOf(n)))
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.every((code) => LinkCode.safeParse(code).success)).toBe(true)
})
