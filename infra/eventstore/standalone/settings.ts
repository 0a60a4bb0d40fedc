import { resolve } from 'node:path'
import { type Endpoint, refuseUnsafePlace } from '../server/access/place.ts'
import { BadArguments, type Environment, type Options, readEnvironment, readOptions } from './options.ts'

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

/** As much as Kontor asks of its first administrator's password. */
const shortestPassword = 12

const tlsOf = ({ 'tls-key': keyFile, 'tls-cert': certificateFile, 'tls-generate': generate }: Options): TlsSource | undefined => {
  if (Boolean(keyFile) !== Boolean(certificateFile)) throw new BadArguments('--tls-key and --tls-cert go together')
  if (generate && keyFile) throw new BadArguments('--tls-generate goes without --tls-key and --tls-cert')
  if (keyFile && certificateFile) return { kind: 'given', keyFile, certificateFile }
  return generate ? { kind: 'generated' } : undefined
}

const userOf = ({ user }: Options, { KONTOR_STORE_PASSWORD: password }: Environment): Settings['user'] => {
  if (user === undefined) return undefined
  if (password.length < shortestPassword)
    throw new BadArguments(`--user needs a password of ${shortestPassword} characters or more in KONTOR_STORE_PASSWORD`)
  return { name: user, password }
}

const refuseUnsafe = ({ host, tls, user, advertise }: Settings): void => {
  try {
    refuseUnsafePlace({ host, tls, users: user ? [user] : [], advertise })
  } catch (error) {
    throw new BadArguments((error as Error).message)
  }
}

/**
 * Reads the command line and, for what must not stand on one, the environment. Relative paths are taken from `folder`.
 * @throws BadArguments
 */
export const readSettings = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  folder = process.cwd(),
): Settings | 'help' => {
  const options = readOptions(args)
  if (options.help) return 'help'
  const known = readEnvironment(environment)
  const { schema, host, port, advertise, data } = options
  const postgres = options.postgres ?? known.KONTOR_STORE_POSTGRES
  const settings = { schema, host, port, advertise, tls: tlsOf(options), user: userOf(options, known), postgres, data: resolve(folder, data) }
  refuseUnsafe(settings)
  return settings
}
