import { openSealed, sealFresh } from './envelope.ts'
import type { RootKeys } from './root-key.ts'

/** Secrets of tenants as the vault keeps them: each tenant's under a key of its own, and each in its place alone. */
export type SealedText = {
  readonly seal: (tenantId: string, name: string, text: string) => Buffer
  /** @throws Error for what was sealed for another tenant or name, or under another root key */
  readonly open: (tenantId: string, name: string, sealed: Buffer) => string
}

export const sealedText = (root: RootKeys): SealedText => {
  const keyOf = (tenantId: string) => root.subkey(`secrets of ${tenantId}`)
  return {
    seal: (tenantId, name, text) => sealFresh(keyOf(tenantId), `${tenantId}.${name}`, Buffer.from(text)),
    open: (tenantId, name, sealed) => openSealed(keyOf(tenantId), `${tenantId}.${name}`, sealed).toString(),
  }
}
