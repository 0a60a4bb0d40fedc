/** One method of the portal's REST, called once. `problem` is in the CRM's own words. */
export type PortalAnswer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly problem: string }

/** How the connection has been, for the people of the tenant. Times are UTC ISO 8601; `waiting` and `parked` count pieces of work. */
export type PortalHealth = {
  readonly lastEventAt: string | null
  readonly lastPollAt: string | null
  readonly waiting: number
  readonly parked: number
  readonly lastProblem: string | null
}

/** What the edge asks of the gateway to Bitrix24: secrets stay behind it. */
export type Bitrix24Port = {
  /** The unguessable last part of the hook's address: the tenant's id and a keyed hash of it, so it needs no table. */
  readonly endpointOf: (tenantId: string) => string
  /** Undefined for one that we never gave out. */
  readonly tenantOf: (endpoint: string) => string | undefined
  /** Compares in constant time with what is kept for the tenant; false when there is nothing. */
  readonly isToken: (tenantId: string, token: string) => Promise<boolean>
  /** Puts what must never be in an event into the vault; what is absent stays as it is. Answers the reference that an event may carry. */
  readonly keepSecrets: (tenantId: string, secrets: { readonly webhookUrl?: string; readonly applicationToken?: string }) => Promise<string>
  readonly hasToken: (tenantId: string) => Promise<boolean>
  /** Notes that the portal has told us something just now. */
  readonly heard: (tenantId: string) => Promise<void>
  readonly health: (tenantId: string) => Promise<PortalHealth>
  /** Raises Refused `crm.not-connected`. */
  readonly call: (tenantId: string, method: string, parameters: Readonly<Record<string, unknown>>) => Promise<PortalAnswer>
}
