import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { ServerCredentials } from '@grpc/grpc-js'

/** A private key and its certificate, with the chain up to the authority, as PEM texts. */
export type StoreTls = { readonly key: string; readonly certificate: string }

const parsed = <T>(parse: () => T, otherwise: string): T => {
  try {
    return parse()
  } catch (error) {
    throw new Error(otherwise, { cause: error })
  }
}

/** A server that no client would believe is worse than none: it looks as if it ran. */
const refuseUseless = ({ key, certificate }: StoreTls, now: number): void => {
  const leaf = parsed(() => new X509Certificate(certificate), 'The TLS certificate is no PEM text ("-----BEGIN CERTIFICATE-----"): give one that is.')
  const own = parsed(() => createPrivateKey(key), 'The TLS key is no PEM text of a private key without a passphrase: give one that is.')
  if (!leaf.checkPrivateKey(own))
    throw new Error("The TLS key belongs to another certificate: give the two of one pair, the server's certificate first.")
  if (leaf.validToDate.getTime() <= now) throw new Error(`The TLS certificate ended at ${leaf.validToDate.toISOString()}: give a new one.`)
  if (leaf.validFromDate.getTime() > now)
    throw new Error(`The TLS certificate begins at ${leaf.validFromDate.toISOString()}: give one that is good today, or set the clock.`)
}

/** How the server meets its clients: in the clear without `tls`. Raises an Error in one line when key and certificate are no pair, or not good at `now`. */
export const serverCredentials = (tls: StoreTls | undefined, now: number = Date.now()): ServerCredentials => {
  if (!tls) return ServerCredentials.createInsecure()
  refuseUseless(tls, now)
  try {
    createSecureContext({ key: tls.key, cert: tls.certificate })
  } catch (error) {
    throw new Error(`The TLS key and certificate cannot be used: ${(error as Error).message}`)
  }
  return ServerCredentials.createSsl(null, [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) }])
}
