import { createSecureContext } from 'node:tls'
import { ServerCredentials } from '@grpc/grpc-js'

/** A private key and its certificate, with the chain up to the authority, as PEM texts. */
export type StoreTls = { readonly key: string; readonly certificate: string }

/** How the server meets its clients: in the clear without `tls`. Raises an Error in one line when key and certificate are not PEM or not a pair. */
export const serverCredentials = (tls: StoreTls | undefined): ServerCredentials => {
  if (!tls) return ServerCredentials.createInsecure()
  try {
    createSecureContext({ key: tls.key, cert: tls.certificate })
  } catch (error) {
    throw new Error(`The TLS key and certificate cannot be used together: ${(error as Error).message}`)
  }
  return ServerCredentials.createSsl(null, [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) }])
}
