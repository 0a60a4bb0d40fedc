import { expect, test } from 'vitest'
import { isOurPage } from './origin.ts'

const publicUrl = 'https://kontor.example'
test.each([
  ['no page at all', {}, true],
  ['the public address', { origin: 'https://kontor.example', host: '10.0.0.5:8080' }, true],
  ['the host it was called by', { origin: 'http://localhost:5173', host: 'localhost:5173' }, true],
  ['another site', { origin: 'https://evil.example', host: 'kontor.example' }, false],
  ['another port', { origin: 'http://localhost:9999', host: 'localhost:8080' }, false],
  ['a name that begins alike', { origin: 'https://kontor.example.evil.example', host: 'kontor.example' }, false],
  ['a sandboxed page', { origin: 'null', host: 'kontor.example' }, false],
  ['nonsense', { origin: 'kontor.example', host: 'kontor.example' }, false],
])('%s', (_, headers, ours) => expect(isOurPage({ headers }, publicUrl)).toBe(ours))
