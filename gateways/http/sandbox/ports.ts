/** Faults of the stand-in (providers.md §11), each a switch; off by default. */
export type Bitrix24Faults = {
  /** Each event is sent twice. */
  readonly double: boolean
  /** Events come some seconds late. */
  readonly late: boolean
  /** Events are lost for good, as the real portal loses them. */
  readonly lose: boolean
  /** The next calls answer 503 QUERY_LIMIT_EXCEEDED. */
  readonly busy: boolean
  /** The next calls answer 429 OPERATION_TIME_LIMIT. */
  readonly overTime: boolean
  /** The work is done, and the connection closed without an answer. */
  readonly silent: boolean
}

/** A deal as the portal's old methods tell it: everything is text. */
export type SandboxDeal = {
  readonly ID: string
  readonly TITLE: string
  readonly STAGE_ID: string
  readonly OPPORTUNITY: string
  readonly CURRENCY_ID: string
  readonly ORIGINATOR_ID: string
  readonly ORIGIN_ID: string
  readonly CONTACT_ID: string
  readonly DATE_MODIFY: string
}

/** A deal as a history brings it in. `opportunity` is in minor units; times are UTC ISO 8601. */
export type SandboxSeed = {
  readonly id: number
  readonly title: string
  readonly stageId: string
  readonly opportunity: bigint
  readonly currency: string
  readonly originId: string
  readonly name: string
  readonly phone: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** What a person does with the stand-in, by its page or by script (api.md "Bitrix24", Sandbox). */
export type SandboxBitrix24 = {
  /** Newest first; `q` is a case-blind substring of TITLE. */
  readonly deals: (q: string | undefined) => Promise<readonly SandboxDeal[]>
  /** Changes the deal and fires the event as the portal would. Undefined when there is no such deal. */
  readonly change: (id: string, to: { readonly STAGE_ID?: string; readonly OPPORTUNITY?: string }) => Promise<SandboxDeal | undefined>
  /** Puts these deals and their contacts there, without any event; those that are there stay as they are. */
  readonly seed: (tenantId: string, deals: readonly SandboxSeed[]) => Promise<void>
  readonly faults: () => Promise<Bitrix24Faults>
  readonly setFaults: (faults: Partial<Bitrix24Faults>) => Promise<Bitrix24Faults>
  readonly isStage: (id: string) => boolean
  /** Of the first funnel. */
  readonly stages: () => readonly { readonly STATUS_ID: string; readonly NAME: string }[]
}
