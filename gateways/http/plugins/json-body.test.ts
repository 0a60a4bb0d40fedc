import { expect, test } from 'vitest'
import { parseJson } from './json-body.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('JSON is read', () => expect(parseJson('{"a":[1,"two",null]}')).toEqual({ a: [1, 'two', null] }))
test('no body is none', () => expect(parseJson('')).toBeUndefined())
test.each(['{', 'nothing', '{"a":}', '\u0000'])('%j is malformed', (text) =>
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'request.malformed' })),
)

test.each([
  ['{"a":{"__proto__":{"role":"owner"}}}', '/a/__proto__'],
  ['{"constructor":1}', '/constructor'],
  ['[{"prototype":{}}]', '/0/prototype'],
  ['{"name":"a\\u0000b"}', '/name'],
  ['{"a\\u0000":1}', '/a\u0000'],
  ['{"a/b~c":["\\u0000"]}', '/a~1b~0c/0'],
])('%s is refused at %s', (text, pointer) =>
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ pointer })] })),
)

test('as deep as any contract goes', () => expect(() => parseJson(nested(32))).not.toThrow())
test('and no deeper', () => expect(() => parseJson(nested(33))).toThrow(expect.objectContaining({ part: 'body' })))
test('however deep it is, the stack holds', () => expect(() => parseJson(nested(5_000))).toThrow(expect.objectContaining({ part: 'body' })))
