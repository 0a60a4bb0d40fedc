/** These views could not be written. Others in the same transaction may be sound. */
export class ViewFailed extends Error {
  readonly views: readonly string[]

  constructor(views: readonly string[], cause: unknown) {
    super(`${views.join(', ')}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'ViewFailed'
    this.views = views
  }
}

/** The frontier is not where this process left it: another one feeds these views, and this one's batch was undone as a whole. */
export class Fenced extends ViewFailed {
  constructor(views: readonly string[]) {
    super(views, 'another process feeds this view')
    this.name = 'Fenced'
  }
}
