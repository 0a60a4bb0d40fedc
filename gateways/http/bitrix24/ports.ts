/** One method of the portal's REST, called once. `problem` is in the CRM's own words. */
export type PortalAnswer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly problem: string }

/** What the edge asks of the gateway to Bitrix24: secrets stay behind it. */
export type Bitrix24Port = {
  /** The unguessable last part of the hook's address: the tenant's id and a keyed hash of it, so it needs no table. */
  readonly endpointOf: (tenantId: string) => string
  /** Undefined for one that we never gave out. */
  readonly tenantOf: (endpoint: string) => string | undefined
  /** Compares in constant time with the token kept for the tenant; false when there is none. */
  readonly isToken: (tenantId: string, token: string) => Promise<boolean>
  /** Puts what must never be in an event into the vault; what is absent stays as it is. Answers the reference that an event may carry. */
  readonly keepSecrets: (tenantId: string, secrets: { readonly webhookUrl?: string; readonly applicationToken?: string }) => Promise<string>
  readonly call: (tenantId: string, method: string, parameters: Readonly<Record<string, unknown>>) => Promise<PortalAnswer>
}
