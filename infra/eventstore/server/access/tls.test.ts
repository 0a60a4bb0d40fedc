import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownCertificate } from './own-authority.ts'
import { serverCredentials } from './tls.ts'

const day = 24 * 60 * 60 * 1_000
const now = Date.UTC(2026, 10, 21)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-tls-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('A certificate is taken while it is good, and refused before and after', async () => {
  const tls = await ownCertificate(folder, ['localhost'], now)
  expect(() => serverCredentials(tls, now + 824 * day)).not.toThrow()
  expect(() => serverCredentials(tls, now + 826 * day)).toThrow('The TLS certificate ended at 2029-02-23T')
  expect(() => serverCredentials(tls, now - day)).toThrow('The TLS certificate begins at 2026-11-20T')
})

it('What is empty, no text or of another pair is named', async () => {
  const tls = await ownCertificate(folder, ['localhost'], now)
  const { key } = await ownCertificate(folder, ['localhost'], now)
  for (const text of ['', 'spoiled']) {
    expect(() => serverCredentials({ ...tls, certificate: text }, now)).toThrow('The TLS certificate is no PEM text')
    expect(() => serverCredentials({ ...tls, key: text }, now)).toThrow('The TLS key is no PEM text')
  }
  expect(() => serverCredentials({ ...tls, key }, now)).toThrow('The TLS key belongs to another certificate')
})
