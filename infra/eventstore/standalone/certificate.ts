import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
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

/** The given certificate, or one that is made now; nothing where the server is to speak in the clear. Raises what reading a file raises. */
export const certificateFor = async (settings: Settings): Promise<Certificate | undefined> => {
  const { tls, data } = settings
  if (!tls) return undefined
  if (tls.kind === 'generated') return ownCertificate(join(data, 'tls'), namesOf(settings))
  return { key: await readFile(tls.keyFile, 'utf8'), certificate: await readFile(tls.certificateFile, 'utf8') }
}
