import type { HttpDeps } from '@kontor/gateways/http'
import type { RootKeys } from '../secrets/index.ts'
import type { Config } from './config.ts'
import type { Stores } from './stores.ts'

/** The gateway to Bitrix24, and its stand-in where the sandbox is on. */
export const openBitrix24 = async (
  _config: Config,
  _root: RootKeys,
  _stores: Stores,
  _closing: AsyncDisposableStack,
): Promise<Pick<HttpDeps, 'bitrix24' | 'sandboxBitrix24'>> => ({
  bitrix24: {
    endpointOf: (tenantId) => tenantId,
    tenantOf: () => undefined,
    isToken: async () => false,
    keepSecrets: () => Promise.reject(new Error('not joined yet')),
    call: () => Promise.reject(new Error('not joined yet')),
  },
  sandboxBitrix24: undefined,
})
