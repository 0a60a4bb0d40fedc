import type { Role } from '@kontor/core/identity'
import type { Sample } from './sample.ts'

type Schema = { readonly properties?: Record<string, { readonly type?: string }>; readonly required?: readonly string[] }
/** What the generated OpenAPI document says of one method of one path, as far as a liar needs to know. */
export type Operation = {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: { readonly type?: string } }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
}

/** As whom a request is sent: one of the route's own, a role that may not, a worthless token, or nobody. */
export type Sender = 'own' | Role | 'worthless' | 'nobody'
export type Case = {
  readonly what: string
  readonly status: number
  /** Where the problem must point, for 422. */
  readonly pointer?: string
  readonly as?: Sender
  readonly method?: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  /** JSON text, since some of it cannot be written as an object. */
  readonly body?: string
}

const roles: readonly Role[] = ['admin', 'manager', 'owner', 'member', 'partner']
const huge = 'x'.repeat(100_000)
const deep = '['.repeat(40) + ']'.repeat(40)

const senders = ({ who }: Sample): readonly Case[] => {
  if (who === 'public') return []
  const nobody: readonly Case[] = [
    { what: 'no token', status: 401, as: 'nobody' },
    { what: 'a worthless token', status: 401, as: 'worthless' },
  ]
  if (who === 'ticket') return [...nobody, { what: 'an access token in place of a ticket', status: 401, as: 'owner' }]
  return [...nobody, ...roles.filter((role) => !who.includes(role)).map((role) => ({ what: `the role ${role}`, status: 403, as: role }))]
}

const addresses = ({ foreign = {} }: Sample): readonly Case[] => {
  const names = Object.keys(foreign)
  if (names.length === 0) return []
  const malformed = { 'not an id': 'No_Such', 'a NUL': 'a%00b', 'a broken escape': '%ff', 'an endless id': 'f'.repeat(500) }
  return [
    { what: "another tenant's, or nobody's", status: 404, params: foreign },
    ...names.flatMap((name) => Object.entries(malformed).map(([what, value]) => ({ what, status: 404, params: { ...foreign, [name]: value } }))),
  ]
}

const queries = ({ parameters = [] }: Operation): readonly Case[] => {
  const known = parameters.filter((parameter) => parameter.in === 'query')
  if (known.length === 0) return []
  return [
    { what: 'an unknown query', status: 422, query: 'tenantId=1', pointer: '/tenantId' },
    ...known.flatMap(({ name }) => [
      { what: `${name} twice`, status: 422, query: `${name}=1&${name}=2`, pointer: `/${name}` },
      { what: `a NUL in ${name}`, status: 422, query: `${name}=%00`, pointer: `/${name}` },
      { what: `an oversized ${name}`, status: 422, query: `${name}=${'x'.repeat(3000)}`, pointer: `/${name}` },
    ]),
  ]
}

const without = (body: object, field: string) => JSON.stringify({ ...body, [field]: undefined })
const withField = (body: object, field: string, value: unknown) => JSON.stringify({ ...body, [field]: value })

const fields = (body: object, { properties = {}, required = [] }: Schema): readonly Case[] =>
  Object.entries(properties).flatMap(([field, { type }]) => {
    const pointer = `/${field}`
    const wrong = { what: `${field} of a wrong type`, status: 422, pointer, body: withField(body, field, type === 'object' ? 'x' : { a: 1 }) }
    const missing = { what: `no ${field}`, status: 422, pointer, body: without(body, field) }
    const texts = [
      { what: `an oversized ${field}`, status: 422, pointer, body: withField(body, field, huge) },
      { what: `a NUL in ${field}`, status: 422, pointer, body: withField(body, field, 'a\0b') },
    ]
    return [wrong, ...(required.includes(field) ? [missing] : []), ...(type === 'string' ? texts : [])]
  })

const bodies = ({ body }: Sample, { requestBody }: Operation): readonly Case[] => {
  if (!body) return []
  const schema = requestBody?.content['application/json']?.schema ?? {}
  const text = JSON.stringify(body)
  const member = (json: string) => text.replace(/^\{/, Object.keys(body).length > 0 ? `{${json},` : `{${json}`)
  return [
    { what: 'no JSON', status: 400, body: '{"a":' },
    { what: 'a list', status: 422, pointer: '', body: '[]' },
    { what: 'a megabyte too many', status: 413, body: JSON.stringify({ a: 'x'.repeat(1_048_576) }) },
    { what: 'an unknown field', status: 422, pointer: '/isAdmin', body: member('"isAdmin":true') },
    { what: '__proto__', status: 422, pointer: '/__proto__', body: member('"__proto__":{"role":"owner"}') },
    { what: 'constructor', status: 422, pointer: '/constructor', body: member('"constructor":{"prototype":{}}') },
    { what: 'a nest', status: 422, body: member(`"a":${deep}`) },
    ...fields(body, schema),
  ]
}

/** Every bad request that can be made of a route, each wrong in one thing alone. */
export const casesOf = (sample: Sample, operation: Operation): readonly Case[] => [
  { what: 'a method that no address has', status: 405, method: 'OPTIONS' },
  ...senders(sample),
  ...addresses(sample),
  ...queries(operation),
  ...bodies(sample, operation),
]
