import { randomBytes } from 'node:crypto'
import { id } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { refreshTokens } from './refresh-tokens.ts'
import { rootKeys } from './root-key.ts'

const { issue, read } = refreshTokens(rootKeys(Buffer.alloc(32, 1)))
const token = issue(id(1))

test('a token tells its family', () => expect(read(token)?.familyId).toBe(id(1)))
test('it is the same at every reading, and no two are alike', () => {
  expect(read(token)).toEqual(read(token))
  expect(read(issue(id(1)))?.hash).not.toEqual(read(token)?.hash)
})
test('it fits the contract and a cookie', () => expect(token).toMatch(/^[\w-]{75}$/))
test.each([
  ['nothing', ''],
  ['words', 'hello'],
  ['an invented secret of a known family', Buffer.concat([Buffer.from(id(1), 'hex'), randomBytes(40)]).toString('base64url')],
  ['one character changed', `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`],
  ['something behind it', `${token}AA`],
  ['a stray character in it', `${token.slice(0, 10)}.${token.slice(10)}`],
  ['another installation', refreshTokens(rootKeys(Buffer.alloc(32, 2))).issue(id(1))],
])('never issued: %s', (_, text) => expect(read(text)).toBeUndefined())
