import { X509Certificate } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownCertificate } from './own-authority.ts'

const day = 24 * 60 * 60 * 1_000
const now = Date.UTC(2026, 10, 21)
let folder: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kontor-authority-')), 'tls')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

const made = async (at = now, names: readonly string[] = ['store.example', '10.0.0.7', '::1']) => {
  const { certificate, authorityFile } = await ownCertificate(folder, names, at)
  return { certificate: new X509Certificate(certificate), authority: new X509Certificate(readFileSync(authorityFile)) }
}

it('names the hosts and is signed by an authority of its own', async () => {
  const { certificate, authority } = await made()
  expect(certificate.subjectAltName).toBe('DNS:store.example, IP Address:10.0.0.7, IP Address:0:0:0:0:0:0:0:1')
  expect([certificate.ca, authority.ca]).toEqual([false, true])
  expect(certificate.checkIssued(authority) && certificate.verify(authority.publicKey)).toBe(true)
  expect(certificate.validFromDate.getTime()).toBeLessThan(now)
  expect(certificate.validToDate.getTime()).toBe(now + 825 * day)
})

it('keeps the authority, and its key from everybody else', async () => {
  const first = await made()
  const later = await made(now + 365 * day, ['other.example'])
  expect(later.authority.fingerprint256).toBe(first.authority.fingerprint256)
  expect(later.certificate.fingerprint256).not.toBe(first.certificate.fingerprint256)
  expect(later.certificate.verify(first.authority.publicKey)).toBe(true)
  expect(statSync(join(folder, 'authority.key')).mode & 0o777).toBe(0o600)
})

it('renews the authority while a new certificate could outlive it', async () => {
  const first = await made()
  const lastDay = first.authority.validToDate.getTime() - 826 * day
  expect((await made(lastDay)).authority.fingerprint256).toBe(first.authority.fingerprint256)
  const renewed = await made(lastDay + 2 * day)
  expect(renewed.authority.fingerprint256).not.toBe(first.authority.fingerprint256)
  expect(renewed.certificate.verify(renewed.authority.publicKey)).toBe(true)
  expect(renewed.certificate.validToDate.getTime()).toBeLessThan(renewed.authority.validToDate.getTime())
})

it('makes a new authority where a renewal was cut short between its two files', async () => {
  const first = await made()
  copyFileSync(join(folder, 'authority.pem'), join(folder, 'old.pem'))
  rmSync(join(folder, 'authority.key'))
  await made()
  copyFileSync(join(folder, 'old.pem'), join(folder, 'authority.pem'))
  const { certificate, authority } = await made()
  expect(authority.fingerprint256).not.toBe(first.authority.fingerprint256)
  expect(certificate.verify(authority.publicKey)).toBe(true)
})

it('makes no new authority behind the back of clients that know the old one, and names the files that are spoiled', async () => {
  await made()
  writeFileSync(join(folder, 'authority.pem'), 'spoiled')
  await expect(made()).rejects.toThrow(`The authority in ${folder} (authority.key, authority.pem) cannot be used`)
  await expect(made()).rejects.toThrow('put both back, or remove both')
})
