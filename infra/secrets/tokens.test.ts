import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { id } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { rootKeys } from './root-key.ts'
import { tokens } from './tokens.ts'

const root = rootKeys(Buffer.alloc(32, 1))
const start = Date.parse('2026-01-01T00:00:00Z')
let now = start
const { issue, verify, issueTicket, verifyTicket } = tokens(root, () => now)
const acting = { userId: id(1), familyId: id(2), tenantId: id(3), slug: 'demo', role: 'partner', partnerId: id(4) } as const
const ticket = { tenantId: id(3), partnerId: id(4) }

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const parse = (text: string | undefined) => JSON.parse(Buffer.from(text ?? '', 'base64url').toString()) as Record<string, unknown>
const good = (await issue(acting)).token
const [header, claims] = [parse(good.split('.')[0]), parse(good.split('.')[1])]
const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), root.subkey('tokens')])
const ourKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
const strangersKey = generateKeyPairSync('ed25519').privateKey
const rsaKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** A token as an attacker would make it: our own key by default, so that it is the changed part alone which is refused. */
const forged = (changedHeader: object, changedClaims: object = {}, key = ourKey) => {
  const text = `${part({ ...header, ...changedHeader })}.${part({ ...claims, ...changedClaims })}`
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
}
const [head = '', body = '', signature = ''] = good.split('.')
const publicPem = createPublicKey(ourKey).export({ format: 'pem', type: 'spki' })
const hmacked = (alg: string, key: string | Buffer) => {
  const text = `${part({ ...header, alg })}.${body}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}
const seconds = start / 1000

test('what was issued is verified', async () => expect(await verify(good)).toEqual(acting))
test('the forger of this test makes good ones too', async () => expect(await verify(forged({}))).toEqual(acting))
test('the tenant staff carry no partner', async () => {
  const owner = { ...acting, role: 'owner', partnerId: undefined } as const
  expect(await verify((await issue(owner)).token)).toEqual(owner)
})
test('a ticket is verified as a ticket', async () => expect(await verifyTicket(await issueTicket(ticket))).toEqual(ticket))
test('a token lives half an hour to the second', async () => {
  now = start + 29 * 60_000 + 59_000
  expect(await verify(good)).toEqual(acting)
  now = start + 30 * 60_000
  expect(await verify(good)).toBeUndefined()
  now = start
})
test('another start with the same key goes on', async () => expect(await tokens(root, () => now).verify(good)).toEqual(acting))

const bad: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['no token at all', 'hello'],
  ['two parts', `${head}.${body}`],
  ['four parts', `${good}.${signature}`],
  ['no signature', `${head}.${body}.`],
  ['a signature of another text', `${head}.${part({ ...claims, role: 'admin' })}.${signature}`],
  ['a changed signature', `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`],
  ['alg none', `${part({ ...header, alg: 'none' })}.${body}.`],
  ['alg None with our signature', forged({ alg: 'None' })],
  ['HS256 with the public key', hmacked('HS256', publicPem)],
  ['HS256 with the subkey', hmacked('HS256', root.subkey('tokens'))],
  ['RS256', forged({ alg: 'RS256' }, {}, rsaKey)],
  ['ES256 in name', forged({ alg: 'ES256' })],
  ["a stranger's key", forged({}, {}, strangersKey)],
  ["a stranger's key brought along", forged({ jwk: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) }, {}, strangersKey)],
  ["a stranger's key by address", forged({ jku: 'https://example.test/keys', x5u: 'https://example.test/cert' }, {}, strangersKey)],
  ['no kid', forged({ kid: undefined })],
  ['another kid', forged({ kid: '0000000000000000' })],
  ['a kid that climbs', forged({ kid: '../../dev/null' })],
  ['an unknown critical header', forged({ crit: ['exp'], exp: 1 })],
  ['no typ', forged({ typ: undefined })],
  ['typ of a ticket', forged({ typ: 'ticket+jwt' })],
  ['another issuer', forged({}, { iss: 'elsewhere' })],
  ['no issuer', forged({}, { iss: undefined })],
  ['another audience', forged({}, { aud: 'kontor:application' })],
  ['no audience', forged({}, { aud: undefined })],
  ['no expiry', forged({}, { exp: undefined })],
  ['expired', forged({}, { iat: seconds - 3600, exp: seconds - 1 })],
  ['an expiry in words', forged({}, { exp: 'tomorrow' })],
  ['issued long ago for long', forged({}, { iat: seconds - 3600, exp: seconds + 3600 })],
  ['issued in the future', forged({}, { iat: seconds + 3600, exp: seconds + 5400 })],
  ['not valid yet', forged({}, { nbf: seconds + 60 })],
  ['a role that does not exist', forged({}, { role: 'root' })],
  ['no tenant', forged({}, { tenant: undefined })],
  ['a tenant of another form', forged({}, { tenant: "' or true --" })],
  ['a ticket', await issueTicket(ticket)],
]
test.each(bad)('refused: %s', async (_, token) => expect(await verify(token)).toBeUndefined())
test('at least thirty of them', () => expect(bad.length).toBeGreaterThanOrEqual(30))
test.each([
  ['an access token', good],
  [
    'a ticket of another scope',
    forged({ typ: 'ticket+jwt' }, { aud: 'kontor:application', tenant: id(3), partner: id(4), scope: 'application:write' }),
  ],
])('no ticket: %s', async (_, token) => expect(await verifyTicket(token)).toBeUndefined())
