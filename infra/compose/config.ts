import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

const Flag = z
  .enum(['0', '1', ''])
  .optional()
  .transform((value) => value === '1')
const Text = z
  .string()
  .optional()
  .transform((value) => value || undefined)
const UrlOf = (...protocols: readonly string[]) =>
  Text.refine((value) => value === undefined || (URL.canParse(value) && protocols.includes(new URL(value).protocol)), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })
const isCidr = (range: string) => {
  const [address = '', bits] = range.split('/')
  const version = isIP(address)
  return version !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
}
const roles = ['api', 'projector', 'worker'] as const

/** Every variable Kontor reads (api.md "Process"); `.env.example` documents each. */
const Environment = z.object({
  KONTOR_PORT: z
    .string()
    .default('8080')
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, 'must be a port, 0 to 65535')
    .transform(Number),
  KONTOR_HOST: z.string().min(1).default('127.0.0.1'),
  KONTOR_DATA: z.string().min(1).default('./.data'),
  KONTOR_DATABASE_URL: UrlOf('postgres:', 'postgresql:'),
  KONTOR_EVENTSTORE_URL: UrlOf('esdb:', 'esdb+discover:', 'kurrentdb:', 'kurrentdb+discover:'),
  KONTOR_ROLES: z
    .string()
    .default(roles.join(','))
    .transform((list) => list.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)).min(1)),
  KONTOR_PUBLIC_URL: UrlOf('http:', 'https:'),
  KONTOR_ADMIN_EMAIL: Text.pipe(z.email().optional()),
  KONTOR_ADMIN_PASSWORD: Text.refine((password) => password === undefined || password.length >= 12, 'must have 12 characters or more'),
  KONTOR_SANDBOX: Flag,
  KONTOR_DEMO: Flag,
  KONTOR_DEMO_HISTORY: z
    .enum(['0', '1'])
    .default('1')
    .transform((value) => value === '1'),
  KONTOR_KEY_FILE: Text,
  KONTOR_SMTP_URL: UrlOf('smtp:', 'smtps:'),
  KONTOR_MAIL_FROM: z.string().min(3).default('Kontor <no-reply@kontor.localhost>'),
  KONTOR_METRICS_TOKEN: Text,
  KONTOR_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  KONTOR_TRUST_PROXY: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((range) => range.trim())
        .filter(Boolean),
    )
    .refine((ranges) => ranges.every(isCidr), 'must be addresses or CIDR ranges; a hop count is not accepted'),
  NODE_ENV: z.string().default('development'),
})

export class BadConfiguration extends Error {}

/** Reads the environment once. Raises BadConfiguration with one line that names the variable and what it must be. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>, folder = process.cwd()) => {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new BadConfiguration(`${String(issue?.path[0])}: ${issue?.message ?? 'is not valid'}`)
  }
  const env = parsed.data
  const production = env.NODE_ENV === 'production'
  if (env.KONTOR_DEMO && production && !env.KONTOR_SANDBOX) throw new BadConfiguration('KONTOR_DEMO: refused in production without KONTOR_SANDBOX=1')
  if (Boolean(env.KONTOR_ADMIN_EMAIL) !== Boolean(env.KONTOR_ADMIN_PASSWORD))
    throw new BadConfiguration('KONTOR_ADMIN_EMAIL: goes with KONTOR_ADMIN_PASSWORD, both or neither')
  if (env.KONTOR_ROLES.length < roles.length && !env.KONTOR_EVENTSTORE_URL)
    throw new BadConfiguration('KONTOR_ROLES: splitting the roles needs KONTOR_EVENTSTORE_URL, since the embedded store serves one process')
  const dataDir = isAbsolute(env.KONTOR_DATA) ? env.KONTOR_DATA : resolve(folder, env.KONTOR_DATA)
  return {
    port: env.KONTOR_PORT,
    host: env.KONTOR_HOST,
    dataDir,
    databaseUrl: env.KONTOR_DATABASE_URL,
    eventStoreUrl: env.KONTOR_EVENTSTORE_URL,
    roles: new Set(env.KONTOR_ROLES),
    publicUrl: env.KONTOR_PUBLIC_URL?.replace(/\/+$/, ''),
    admin: env.KONTOR_ADMIN_EMAIL && env.KONTOR_ADMIN_PASSWORD ? { email: env.KONTOR_ADMIN_EMAIL, password: env.KONTOR_ADMIN_PASSWORD } : undefined,
    /** The stand-ins are never loaded in production unless asked for (design.md §1). */
    sandbox: env.KONTOR_SANDBOX || (!production && environment['KONTOR_SANDBOX'] === undefined),
    demo: env.KONTOR_DEMO,
    /** Without it the demo has its people and programme alone, and starts in a moment. */
    demoHistory: env.KONTOR_DEMO_HISTORY,
    keyFile: env.KONTOR_KEY_FILE ?? join(dataDir, 'keys', 'root'),
    smtpUrl: env.KONTOR_SMTP_URL,
    mailFrom: env.KONTOR_MAIL_FROM,
    metricsToken: env.KONTOR_METRICS_TOKEN,
    logLevel: env.KONTOR_LOG_LEVEL,
    trustProxy: env.KONTOR_TRUST_PROXY,
    production,
  }
}
export type Config = ReturnType<typeof readConfig>
