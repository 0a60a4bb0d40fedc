import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import type { StoreTls } from './tls.ts'

const day = 24 * 60 * 60 * 1_000
const authorityDays = 3_650
/** The longest that strict clients accept of a server's certificate. */
const certificateDays = 825
/** A client's clock may be a little behind ours. */
const backdatedMs = 60 * 60 * 1_000

type Authority = { readonly key: string; readonly cert: string }

const validFor = (days: number, now: number) => ({ notBeforeDate: new Date(now - backdatedMs), notAfterDate: new Date(now + days * day) })

const newAuthority = async (now: number): Promise<Authority> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: `Kontor event store ${new Date(now).toISOString()}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...validFor(authorityDays, now),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { key, cert }
}

const keep = async (folder: string, { key, cert }: Authority): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const place = async (name: string, text: string, mode: number): Promise<void> => {
    await writeFile(join(folder, `${name}.new`), text, { mode })
    await rename(join(folder, `${name}.new`), join(folder, name))
  }
  await place('authority.key', key, 0o600)
  await place('authority.pem', cert, 0o644)
}

/** A renewal that was killed half-way leaves a new key beside the old certificate: no pair, so a new one is made. */
const isPair = ({ key, cert }: Authority): boolean => new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))

const inFolder = async (folder: string): Promise<Authority | undefined> => {
  const read = (name: string) =>
    readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  const [key, cert] = [await read('authority.key'), await read('authority.pem')]
  return key && cert && isPair({ key, cert }) ? { key, cert } : undefined
}

/** Made anew behind its owner's back, an authority would lock out every client that knows the old one. */
const kept = (folder: string): Promise<Authority | undefined> =>
  inFolder(folder).catch((error: Error) => {
    const cure = 'put both back, or remove both for a new authority, whose authority.pem the clients need'
    throw new Error(`The authority in ${folder} (authority.key, authority.pem) cannot be used, ${error.message}: ${cure}.`, { cause: error })
  })

const lasts = ({ cert }: Authority, until: number): boolean => new X509Certificate(cert).validToDate.getTime() > until

const altNames = (names: readonly string[]) => names.map((name) => (isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }))

/**
 * A certificate for `names` (hosts and addresses), signed by an authority of our own. The authority is made at the first start and kept in `folder`, its key
 * readable by its owner alone; it is renewed before it could end under a certificate. The certificate itself is new at every start and good for 825 days,
 * so clients are given the authority's file once (`authorityFile`, for `tlsCAFile`) and need no other for years. `now` in milliseconds since 1970.
 */
export const ownCertificate = async (
  folder: string,
  names: readonly string[],
  now: number = Date.now(),
): Promise<StoreTls & { readonly authorityFile: string }> => {
  const found = await kept(folder)
  const authority = found && lasts(found, now + certificateDays * day) ? found : await newAuthority(now)
  if (authority !== found) await keep(folder, authority)
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...validFor(certificateDays, now),
    ca: authority,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: altNames(names) },
    ],
  })
  return { key, certificate: cert, authorityFile: join(folder, 'authority.pem') }
}
