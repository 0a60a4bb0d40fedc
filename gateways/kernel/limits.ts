/** How often something may be asked of a provider: as many at once as the bucket holds, then as it fills (gateways.md, rate-limit policy). */
export type BucketRule = {
  /** What the limit holds for: `<gateway>.<scope>`. */
  readonly key: string
  readonly capacity: number
  readonly refillPerSec: number
}

/** Buckets that last: every process takes from the same ones, and a restart does not fill them. Times are milliseconds since 1970. */
export type Limits = {
  /** Takes that many turns, or none and answers when there will be as many. Raises RangeError for more than the bucket can ever hold. */
  readonly take: (rule: BucketRule, turns: number, now: number) => Promise<{ readonly is: 'taken' } | { readonly is: 'full'; readonly until: number }>
  /** The provider says that there are none left, whatever we counted. */
  readonly drain: (rule: BucketRule, now: number) => Promise<void>
}
