import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Endpoint, refuseUnsafePlace } from '../server/access/place.ts'

/** The command was not understood; the message says in one line what to mend. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments'
}

const Port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'must be a port, 0 to 65535')

const Advertised = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[^\s:/[\]]+):\d{1,5}$/i, 'must be host:port')
  .transform((text): Endpoint => {
    const colon = text.lastIndexOf(':')
    return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) }
  })

const Postgres = z
  .string()
  .refine((url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol), 'must be an address that begins with postgres://')

/** Every option, under the name by which it is typed. */
const Options = z.object({
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a name of lower-case letters, digits and underscores')
    .default('eventstore'),
  host: z.string().min(1).default('127.0.0.1'),
  port: Port.default(2113),
  'tls-key': z.string().min(1).optional(),
  'tls-cert': z.string().min(1).optional(),
  'tls-generate': z.boolean().default(false),
  advertise: Advertised.optional(),
  user: z
    .string()
    .regex(/^[^\s:]+$/, 'must be a name without spaces and colons')
    .optional(),
  postgres: Postgres.optional(),
  data: z.string().min(1).default('.data/eventstore'),
  help: z.boolean().default(false),
})

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const typed = {
  schema: text,
  host: text,
  port: text,
  'tls-key': text,
  'tls-cert': text,
  'tls-generate': flag,
  advertise: text,
  user: text,
  postgres: text,
  data: text,
  help: flag,
} as const satisfies Record<keyof z.input<typeof Options>, typeof text | typeof flag>

/** Where the certificate comes from. */
export type TlsSource = { readonly kind: 'given'; readonly keyFile: string; readonly certificateFile: string } | { readonly kind: 'generated' }

/** What the program is to do. Without `postgres` it brings its own, under `data`. */
export type Settings = {
  readonly schema: string
  readonly host: string
  readonly port: number
  readonly tls: TlsSource | undefined
  readonly advertise: Endpoint | undefined
  readonly user: { readonly name: string; readonly password: string } | undefined
  readonly postgres: string | undefined
  readonly data: string
}

type Environment = Readonly<Record<string, string | undefined>>

const bad = (what: string): never => {
  throw new BadArguments(what)
}

const parse = (args: readonly string[]): z.output<typeof Options> => {
  const { values } = (() => {
    try {
      return parseArgs({ args: [...args], options: typed, strict: true, allowPositionals: false })
    } catch (error) {
      return bad((error as Error).message.split('. ')[0] ?? '')
    }
  })()
  const parsed = Options.safeParse(values)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return bad(`--${String(issue?.path[0])} ${issue?.message}`)
}

const tlsOf = (options: z.output<typeof Options>): TlsSource | undefined => {
  const { 'tls-key': keyFile, 'tls-cert': certificateFile, 'tls-generate': generate } = options
  if (Boolean(keyFile) !== Boolean(certificateFile)) return bad('--tls-key and --tls-cert go together')
  if (keyFile && certificateFile)
    return generate ? bad('--tls-generate goes without --tls-key and --tls-cert') : { kind: 'given', keyFile, certificateFile }
  return generate ? { kind: 'generated' } : undefined
}

/** The same as is asked of an administrator's password in Kontor. */
const shortestPassword = 12

const userOf = (name: string | undefined, { KONTOR_STORE_PASSWORD: password = '' }: Environment): Settings['user'] => {
  if (name === undefined) return undefined
  if (password.length < shortestPassword) return bad(`--user needs a password of ${shortestPassword} characters or more in KONTOR_STORE_PASSWORD`)
  return { name, password }
}

/**
 * Reads the command line and, for what must not stand on one, the environment: KONTOR_STORE_PASSWORD and KONTOR_STORE_POSTGRES.
 * Relative paths are taken from `folder`.
 * @throws BadArguments
 */
export const readSettings = (args: readonly string[], environment: Environment, folder = process.cwd()): Settings | 'help' => {
  const options = parse(args)
  if (options.help) return 'help'
  const { schema, host, port, advertise, data } = options
  const tls = tlsOf(options)
  const user = userOf(options.user, environment)
  const postgres = options.postgres ?? (environment['KONTOR_STORE_POSTGRES'] || undefined)
  try {
    refuseUnsafePlace({ host, tls, users: user ? [user] : [], advertise })
  } catch (error) {
    return bad((error as Error).message)
  }
  return { schema, host, port, tls, advertise, user, postgres, data: resolve(folder, data) }
}
