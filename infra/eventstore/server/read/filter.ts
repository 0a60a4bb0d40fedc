/** What a filtered read looks at, and how. Prefixes are given to Postgres; an expression is tried here, on what Postgres answers. */
export type Filter = {
  readonly on: 'type' | 'stream'
  readonly by: { readonly prefixes: readonly string[] } | { readonly regex: RegExp }
  /** Positions looked at, matching or not, between two checkpoints of a subscription. */
  readonly checkpointEvery: number
}

/** Whether the filter lets the event through. No filter lets all through. */
export const passes = (filter: Filter | undefined, event: { readonly type: string; readonly stream: string }): boolean => {
  if (!filter) return true
  const text = event[filter.on]
  return 'regex' in filter.by ? filter.by.regex.test(text) : filter.by.prefixes.some((prefix) => text.startsWith(prefix))
}
