import { timingSafeEqual } from 'node:crypto'
import type { Keyed } from '../secrets/index.ts'

/** The tenant's id and half a keyed hash of it: nobody can guess one, and it is known for ours without a table. */
export type Addresses = { readonly of: (tenantId: string) => string; readonly tenantOf: (address: string) => string | undefined }

const shape = /^([0-9a-f]{32})([0-9a-f]{32})$/

/** 32 hexadecimal digits that only the root key tells. */
export const keyedToken = (keyed: Keyed, purpose: string, tenantId: string): string => keyed(purpose, tenantId).slice(-64, -32)

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Addresses for one purpose; one of another purpose is none of ours. */
export const addresses = (keyed: Keyed, purpose: string): Addresses => ({
  of: (tenantId) => tenantId + keyedToken(keyed, purpose, tenantId),
  tenantOf: (address) => {
    const [, tenantId, proof] = shape.exec(address) ?? []
    return tenantId !== undefined && proof !== undefined && isSame(proof, keyedToken(keyed, purpose, tenantId)) ? tenantId : undefined
  },
})
