import { describe, expect, it } from 'vitest'
import { BadArguments } from './options.ts'
import { readSettings } from './settings.ts'

const read = (line: string, environment: Record<string, string> = {}) => readSettings(line.split(' ').filter(Boolean), environment, '/place')
const password = { KONTOR_STORE_PASSWORD: 'twelve-or-more' }

describe('the command line', () => {
  it('without a word serves this machine in the clear, on a Postgres of its own', () => {
    expect(read('')).toEqual({
      schema: 'eventstore',
      host: '127.0.0.1',
      port: 2113,
      tls: undefined,
      advertise: undefined,
      user: undefined,
      postgres: undefined,
      data: '/place/.data/eventstore',
    })
  })

  it('says all of it', () => {
    const line = '--schema log --host 0.0.0.0 --port 0 --tls-key k.pem --tls-cert c.pem --advertise store.example:2113 --user ops --data /var/store'
    expect(read(line, { ...password, KONTOR_STORE_POSTGRES: 'postgres://db/log' })).toEqual({
      schema: 'log',
      host: '0.0.0.0',
      port: 0,
      tls: { kind: 'given', keyFile: 'k.pem', certificateFile: 'c.pem' },
      advertise: { host: 'store.example', port: 2113 },
      user: { name: 'ops', password: 'twelve-or-more' },
      postgres: 'postgres://db/log',
      data: '/var/store',
    })
  })

  it('counts more than the environment', () => {
    expect(read('--postgres postgresql://typed/x', { KONTOR_STORE_POSTGRES: 'postgres://set/x' })).toMatchObject({ postgres: 'postgresql://typed/x' })
    expect(read('', { KONTOR_STORE_POSTGRES: '' })).toMatchObject({ postgres: undefined })
  })

  it('takes an IPv6 address to advertise without its brackets', () => {
    expect(read('--advertise [fe80::1]:2114')).toMatchObject({ advertise: { host: 'fe80::1', port: 2114 } })
  })

  it('asks for help before anything else is looked at', () => expect(read('--help --user ops')).toBe('help'))
})

it.each([
  ['--port 70000', '--port must be a port, 0 to 65535'],
  ['--port -1', "Option '--port' argument is ambiguous"],
  ['--port', "Option '--port <value>' argument missing"],
  ['--schema Log;drop', '--schema must be a name'],
  ['--advertise fe80::1:2114', '--advertise must be host:port'],
  ['--advertise store', '--advertise must be host:port'],
  ['--advertise store:0', '--advertise must be host:port'],
  ['--advertise *:2113', '--advertise must be host:port'],
  ['--advertise [store]:2113', '--advertise must be host:port'],
  ['--advertise 0.0.0.0:2113', '--advertise must be host:port as clients reach it'],
  ['--host [::1]', '--host must be an address or a name'],
  ['--host=', '--host must be an address or a name'],
  ['--tls-key=', '--tls-key must name a file'],
  ['--data=', '--data must name a folder'],
  ['--schema pg_log', '--schema must not be a schema of Postgres'],
  ['--schema information_schema', '--schema must not be a schema of Postgres'],
  ['--advertise store:70000', '--advertise must be host:port'],
  ['--postgres mysql://db/x', '--postgres must be an address'],
  ['--tls-generate --user ops --user bob', '--user stands there twice'],
  ['--unknown', "Unknown option '--unknown'"],
  ['serve', "Unexpected argument 'serve'"],
  ['--tls-key k.pem', '--tls-key and --tls-cert go together'],
  ['--tls-generate --tls-key k.pem --tls-cert c.pem', '--tls-generate goes without'],
  ['--tls-generate --user a:b', '--user must be a name'],
  ['--user ops', 'over TLS only'],
  ['--host 0.0.0.0', 'no TLS'],
  ['--host 10.0.0.1 --tls-generate', 'no users'],
  ['--host 0.0.0.0 --tls-generate --user ops', 'address to advertise'],
])('%s is refused in one line', (line, words) => {
  expect(() => read(line, password)).toThrow(BadArguments)
  expect(() => read(line, password)).toThrow(words)
  expect(() => read(line, password)).not.toThrow('\n')
})

it('KONTOR_STORE_POSTGRES is looked at as if it had been typed', () => {
  expect(() => read('', { KONTOR_STORE_POSTGRES: 'mysql://db/x' })).toThrow('KONTOR_STORE_POSTGRES must be an address')
})

it('A password that is short or missing is refused, and not repeated', () => {
  for (const KONTOR_STORE_PASSWORD of ['', 'short']) {
    expect(() => read('--tls-generate --user ops', { KONTOR_STORE_PASSWORD })).toThrow('12 characters or more in KONTOR_STORE_PASSWORD')
    expect(() => read('--tls-generate --user ops', { KONTOR_STORE_PASSWORD })).not.toThrow('short')
  }
})
