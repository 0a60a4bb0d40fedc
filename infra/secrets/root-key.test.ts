import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { KeyFileUnusable, loadRootKey, rootKeys } from './root-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'kontor-key-'))
afterAll(() => rmSync(folder, { recursive: true }))
const modeOf = (path: string) => statSync(path).mode & 0o777

test('the first start makes it: 32 bytes, for its owner alone, and no draft left behind', () => {
  const file = join(folder, 'keys', 'root')
  loadRootKey(file)
  expect(readFileSync(file).length).toBe(32)
  expect(modeOf(file)).toBe(0o400)
  expect(modeOf(join(folder, 'keys'))).toBe(0o700)
  expect(readdirSync(join(folder, 'keys'))).toEqual(['root'])
})

test('the next start reads the same', () => {
  const file = join(folder, 'again')
  expect(loadRootKey(file).subkey('tokens')).toEqual(loadRootKey(file).subkey('tokens'))
  expect(loadRootKey(file).subkey('tokens')).toEqual(rootKeys(readFileSync(file)).subkey('tokens'))
})

test('each purpose has a key of its own, and none is the root', () => {
  const root = Buffer.alloc(32, 1)
  const keys = [root, rootKeys(root).subkey('tokens'), rootKeys(root).subkey('names'), rootKeys(Buffer.alloc(32, 2)).subkey('tokens')]
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4)
})

const openToGroup = (file: string) => {
  writeFileSync(file, Buffer.alloc(32))
  chmodSync(file, 0o440)
}

test.each([
  ['too short', (file: string) => writeFileSync(file, Buffer.alloc(31), { mode: 0o400 }), '31 bytes'],
  ['empty', (file: string) => writeFileSync(file, '', { mode: 0o400 }), '0 bytes'],
  ['open to the group', openToGroup, 'mode 440'],
  ['a folder', (file: string) => mkdirSync(file), 'not an ordinary file'],
  ['a link', (file: string) => symlinkSync(join(folder, 'again'), file), 'not an ordinary file'],
])('a key that is %s stops the start in one line that names it', (name, make, says) => {
  const file = join(folder, name.replaceAll(' ', '-'))
  make(file)
  expect(() => loadRootKey(file)).toThrow(KeyFileUnusable)
  expect(() => loadRootKey(file)).toThrow(says)
  expect(() => loadRootKey(file)).toThrow(/^KONTOR_KEY_FILE [^\n]+$/)
})
