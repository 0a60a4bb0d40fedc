/** What the plan tells of: people are numbers, times milliseconds. */
export type PlannedLink = {
  readonly n: number
  readonly partner: number
  readonly title: string
  readonly type: 'direct' | 'iframe'
  readonly at: number
}
export type PlannedClick = {
  readonly n: number
  readonly link: number
  readonly at: number
  readonly visitor: number
  readonly kind: 'person' | 'duplicate' | 'bot' | 'prefetch'
}
export type PlannedCustomer = {
  readonly n: number
  readonly name: string
  readonly partner: number
  readonly link: number | undefined
  /** The clicks of this visitor, the latest first; none for those entered by hand. */
  readonly clicks: readonly PlannedClick[]
  readonly at: number
  readonly deal: PlannedDeal
}
export type PlannedDeal = {
  /** Its id in the CRM. */
  readonly number: number
  readonly openedAt: number
  readonly stages: readonly { readonly at: number; readonly stageId: string }[]
  readonly end:
    | { readonly is: 'open' }
    | { readonly is: 'lost'; readonly at: number; readonly reason: string }
    | { readonly is: 'won'; readonly at: number; readonly minor: bigint; readonly refund?: { readonly at: number; readonly minor: bigint } }
}
