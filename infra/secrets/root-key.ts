import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Everything secret comes from the one root key: a subkey a purpose, so that none can be used for another's work. */
export type RootKeys = {
  /** The same purpose always gives the same 32 bytes. */
  readonly subkey: (purpose: string) => Buffer
}

/** The key file cannot be trusted; the message is one line that names the file and the remedy. */
export class KeyFileUnusable extends Error {
  constructor(file: string, why: string) {
    super(`KONTOR_KEY_FILE ${file} ${why}`)
    this.name = 'KeyFileUnusable'
  }
}

const length = 32

/** HKDF-SHA256 over the root (RFC 5869). @throws RangeError for a root of another length */
export const rootKeys = (root: Buffer): RootKeys => {
  if (root.length !== length) throw new RangeError(`a root key has ${length} bytes`)
  return { subkey: (purpose) => Buffer.from(hkdfSync('sha256', root, 'kontor', purpose, length)) }
}

const missing = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code

/** Whole or not at all: the bytes are on disk before the name is, and a name that is already there wins. */
const create = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = openSync(draft, 'wx', 0o400)
  try {
    writeSync(handle, randomBytes(length))
    fsyncSync(handle)
    chmodSync(draft, 0o400)
    linkSync(draft, file)
  } catch (error) {
    if (!missing(error, 'EEXIST')) throw error
  } finally {
    closeSync(handle)
    rmSync(draft, { force: true })
  }
}

const read = (file: string): Buffer => {
  const { mode, size } = lstatSync(file)
  if ((mode & 0o170000) !== 0o100000) throw new KeyFileUnusable(file, 'is not an ordinary file')
  if (mode & 0o077) throw new KeyFileUnusable(file, `is open to others (mode ${(mode & 0o777).toString(8)}): chmod 0400 it`)
  if (size !== length) throw new KeyFileUnusable(file, `has ${size} bytes instead of ${length}: restore it from the backup of the keys`)
  try {
    return readFileSync(file)
  } catch (error) {
    throw new KeyFileUnusable(file, `cannot be read (${(error as Error).message})`)
  }
}

/**
 * The root key of this installation, made at the first start: 32 random bytes, mode 0400, in a folder of mode 0700 (api.md "Process").
 * Two processes that start at once end with the same key.
 * @throws KeyFileUnusable when the file is of another length, open to others, or no ordinary file
 */
export const loadRootKey = (file: string): RootKeys => {
  try {
    return rootKeys(read(file))
  } catch (error) {
    if (!missing(error, 'ENOENT')) throw error
  }
  create(file)
  return rootKeys(read(file))
}
