import { expect, test } from 'vitest'
import { BadConfiguration, readConfig } from './config.ts'

test('an empty environment is a whole configuration', () =>
  expect(readConfig({}, '/srv')).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    dataDir: '/srv/.data',
    keyFile: '/srv/.data/keys/root',
    roles: new Set(['api', 'projector', 'worker']),
    sandbox: true,
    demo: false,
  }))
test('in production there is no sandbox unless asked for', () => {
  expect(readConfig({ NODE_ENV: 'production' }).sandbox).toBe(false)
  expect(readConfig({ NODE_ENV: 'production', KONTOR_SANDBOX: '1' }).sandbox).toBe(true)
})

const refused: readonly [string, Record<string, string>, string][] = [
  ['a port out of range', { KONTOR_PORT: '65536' }, 'KONTOR_PORT'],
  ['a port that is no number', { KONTOR_PORT: '80a' }, 'KONTOR_PORT'],
  ['a database that is not Postgres', { KONTOR_DATABASE_URL: 'mysql://x' }, 'KONTOR_DATABASE_URL'],
  ['an event store over http', { KONTOR_EVENTSTORE_URL: 'http://x' }, 'KONTOR_EVENTSTORE_URL'],
  ['an unknown role', { KONTOR_ROLES: 'api,cook' }, 'KONTOR_ROLES'],
  ['split roles on the embedded store', { KONTOR_ROLES: 'api' }, 'KONTOR_ROLES'],
  ['an admin without a password', { KONTOR_ADMIN_EMAIL: 'a@b.test' }, 'KONTOR_ADMIN_EMAIL'],
  ['a short admin password', { KONTOR_ADMIN_EMAIL: 'a@b.test', KONTOR_ADMIN_PASSWORD: 'short' }, 'KONTOR_ADMIN_PASSWORD'],
  ['a demo in production', { NODE_ENV: 'production', KONTOR_DEMO: '1' }, 'KONTOR_DEMO'],
  ['a flag that is neither 0 nor 1', { KONTOR_SANDBOX: 'yes' }, 'KONTOR_SANDBOX'],
  ['a hop count for the proxy', { KONTOR_TRUST_PROXY: '1' }, 'KONTOR_TRUST_PROXY'],
]
for (const [what, environment, variable] of refused)
  test(`${what} stops the start and names ${variable}`, () => {
    expect(() => readConfig(environment)).toThrow(BadConfiguration)
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${variable}: [^\n]+$`))
  })
