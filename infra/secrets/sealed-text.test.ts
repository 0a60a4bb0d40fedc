import { expect, test } from 'vitest'
import { rootKeys } from './root-key.ts'
import { sealedText } from './sealed-text.ts'

const { seal, open } = sealedText(rootKeys(Buffer.alloc(32, 7)))

test('what was sealed opens in its place', () => expect(open('t1', 'token', seal('t1', 'token', 'Секрет'))).toBe('Секрет'))
test('and in no other: another tenant, another name, another root, another text', () => {
  const sealed = seal('t1', 'token', 'secret')
  expect(() => open('t2', 'token', sealed)).toThrow()
  expect(() => open('t1', 'url', sealed)).toThrow()
  expect(() => sealedText(rootKeys(Buffer.alloc(32, 8))).open('t1', 'token', sealed)).toThrow()
  expect(() => open('t1', 'token', Buffer.from(sealed.map((byte, at) => (at === 14 ? byte ^ 1 : byte))))).toThrow()
})
test('the same text looks different each time', () => expect(seal('t1', 'token', 'x').equals(seal('t1', 'token', 'x'))).toBe(false))
