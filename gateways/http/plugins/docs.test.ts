import { expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'

const app = await buildServer(testDeps())
type Operation = { readonly responses: Record<string, { content: Record<string, unknown> }>; readonly security: readonly unknown[] }
const openapi = (await app.inject('/api/v1/openapi.json')).json<{ openapi: string; paths: Record<string, Record<string, Operation>> }>()
const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
)

test('the reference is OpenAPI 3.1 and has the routes', () => {
  expect(openapi.openapi).toBe('3.1.0')
  expect(operations.length).toBeGreaterThan(20)
})
test.each(operations)('%s documents what it answers', (_name, { responses }) => {
  expect(Object.keys(responses).some((code) => code.startsWith('2'))).toBe(true)
  expect(Object.keys(responses['4XX']?.content ?? {})).toEqual(['application/problem+json'])
  expect(Object.keys(responses['5XX']?.content ?? {})).toEqual(['application/problem+json'])
})
test('who may call is documented from the policy', () => {
  expect(openapi.paths['/api/v1/auth/login']?.['post']?.security).toEqual([])
  expect(openapi.paths['/api/v1/partners']?.['get']).toMatchObject({ security: [{ bearer: [] }], description: 'For owner, member.' })
})
test('the browsable page asks nobody else for anything', async () => {
  const page = await app.inject('/docs')
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
})
