import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ownCertificate } from '../server/access/own-authority.ts'
import { everywhere } from '../server/access/place.ts'
import type { StoreTls } from '../server/index.ts'
import type { Settings } from './settings.ts'

type Certificate = StoreTls & { readonly authorityFile?: string }

const local = ['localhost', '127.0.0.1', '::1']

/** Every name under which a client may reach the server and check that it is the one. */
const namesOf = ({ host, advertise }: Settings): readonly string[] => [
  ...new Set([...(advertise ? [advertise.host] : []), ...(everywhere.includes(host) ? [] : [host]), ...local]),
]

const whys: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EACCES: 'this user may not read it', EISDIR: 'it is a folder' }

const fileOf = (option: string, path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${option} ${resolve(path)} cannot be read: ${whys[error.code ?? ''] ?? error.message}.`, { cause: error })
  })

/** The given certificate, or one that is made now; nothing where the server is to speak in the clear. Raises an Error in one line when a file cannot be read. */
export const certificateFor = async (settings: Settings): Promise<Certificate | undefined> => {
  const { tls, data } = settings
  if (!tls) return undefined
  if (tls.kind === 'generated') return ownCertificate(join(data, 'tls'), namesOf(settings))
  return { key: await fileOf('--tls-key', tls.keyFile), certificate: await fileOf('--tls-cert', tls.certificateFile) }
}
