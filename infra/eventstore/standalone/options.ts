import { isIPv6 } from 'node:net'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Endpoint, everywhere } from '../server/access/place.ts'

/** The command was not understood; the message says in one line what to mend. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments'
}

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port, 0 to 65535')
  .transform(Number)

const named = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$/i
const isHost = (text: string): boolean => isIPv6(text) || named.test(text)

const host = z.string().refine(isHost, 'must be an address or a name of this machine; an IPv6 address stands without brackets')

/** An IPv6 address stands in brackets, or its last group would be taken for the port. It is told to clients, so it has to be one that they can go to. */
const endpoint = z.string().transform((text, context): Endpoint => {
  const { address, name = '', digits } = text.match(/^(?:\[(?<address>[^\]]+)\]|(?<name>[^:]+)):(?<digits>\d{1,5})$/)?.groups ?? {}
  const [host, port] = [address ?? name, Number(digits)]
  const isPlace = (address === undefined ? named.test(name) : isIPv6(address)) && !everywhere.includes(host)
  if (isPlace && port > 0 && port <= 65_535) return { host, port }
  context.addIssue({ code: 'custom', message: 'must be host:port as clients reach it, an IPv6 address in brackets' })
  return z.NEVER
})

const file = z.string().min(1, 'must name a file')

const postgres = z
  .string()
  .refine((url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol), 'must be an address that begins with postgres://')
  .optional()

/** Every option, under the name by which it is typed. */
const Options = z.object({
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a name of lower-case letters, digits and underscores, of 63 characters at most')
    .refine((name) => !/^pg_|^information_schema$/.test(name), 'must not be a schema of Postgres itself')
    .default('eventstore'),
  host: host.default('127.0.0.1'),
  port: port.default(2113),
  'tls-key': file.optional(),
  'tls-cert': file.optional(),
  'tls-generate': z.boolean().default(false),
  advertise: endpoint.optional(),
  user: z
    .string()
    .regex(/^[^\s:]+$/, 'must be a name without spaces and colons')
    .optional(),
  postgres,
  data: z.string().min(1, 'must name a folder').default('.data/eventstore'),
  help: z.boolean().default(false),
})
export type Options = z.output<typeof Options>

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
} as const satisfies Record<keyof Options, typeof text | typeof flag>

/** A database's address holds its password, and a command line is read by everybody on the machine. Unset and empty are the same. */
const Environment = z.object({
  KONTOR_STORE_POSTGRES: z.preprocess((value) => value || undefined, postgres),
  KONTOR_STORE_PASSWORD: z.string().default(''),
})
export type Environment = z.output<typeof Environment>

const valid = <S extends z.ZodType>(schema: S, values: unknown, dashes: string): z.output<S> => {
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new BadArguments(`${dashes}${String(issue?.path[0])} ${issue?.message}`)
}

/** Of two values one would be dropped without a word: of two users, somebody who may not come in. */
const refuseTwice = (names: readonly string[]): void => {
  const twice = names.find((name, at) => names.indexOf(name) < at)
  if (twice) throw new BadArguments(`--${twice} stands there twice: give it once`)
}

/** Each option for itself. Raises BadArguments. */
export const readOptions = (args: readonly string[]): Options => {
  try {
    const { values, tokens } = parseArgs({ args: [...args], options: typed, tokens: true })
    refuseTwice(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])))
    return valid(Options, values, '--')
  } catch (error) {
    if (error instanceof BadArguments) throw error
    throw new BadArguments((error as Error).message.split(/\.\s/)[0])
  }
}

/** Raises BadArguments. */
export const readEnvironment = (environment: Readonly<Record<string, string | undefined>>): Environment => valid(Environment, environment, '')
