import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'kontor-ui-'))
await mkdir(path.join(folder, 'assets'))
await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Kontor</title>')
await writeFile(path.join(folder, 'theme.js'), 'void 0')
await writeFile(path.join(folder, 'assets', 'index-4f2a.js'), 'void 0')
const deps = testDeps()
const app = await buildServer({ ...deps, config: { ...deps.config, uiFolder: folder } })
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})
const browse = (url: string) => app.inject({ url, headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })

test.each(['/', '/login', '/w/demo/applications?status=pending', '/join/demo', '/logins'])('%s is a page of the UI', async (url) => {
  const answer = await browse(url)
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache'])
  expect(answer.body).toContain('<title>Kontor</title>')
})

test.each(['/api/v1/nowhere', '/api', '/hooks/x', '/sandbox/x', '/docs/x/y', '/health/x', '/metrics/x'])('%s is not', async (url) => {
  expect((await browse(url)).json()).toMatchObject({ status: 404, code: 'route.not-found' })
})

test('a program that asks for an unknown address is told so', async () => {
  expect((await app.inject({ url: '/login', headers: { accept: 'application/json' } })).statusCode).toBe(404)
  expect((await app.inject({ method: 'POST', url: '/login', headers: { accept: 'text/html' } })).statusCode).toBe(404)
})

test('a file named by its content is kept for ever, others are asked about', async () => {
  expect((await browse('/assets/index-4f2a.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const theme = await browse('/theme.js')
  expect(theme.headers['cache-control']).toBe('no-cache')
  expect((await app.inject({ url: '/theme.js', headers: { 'if-none-match': String(theme.headers.etag) } })).statusCode).toBe(304)
})

test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fetc/passwd'])('%s leads nowhere', async (url) => {
  const answer = await app.inject({ url, headers: { accept: '*/*' } })
  expect(answer.statusCode).toBe(404)
})

test('scripts are ours alone, and nobody frames us', async () => {
  const policy = String((await browse('/')).headers['content-security-policy'])
  for (const rule of ["script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy.split(';')).toContain(rule)
  expect(policy).not.toMatch(/https?:/)
})

test('an address of the API under another method says which it has', async () => {
  const answer = await app.inject({ method: 'DELETE', url: '/api/v1/programmes' })
  expect([answer.json().code, answer.headers.allow]).toEqual(['method.not-allowed', 'GET, HEAD, POST'])
})
