/** Times are UTC ISO 8601. */
export const isBefore = (time: string, other: string): boolean => Date.parse(time) < Date.parse(other)

type Accrued = { readonly data: { readonly heldUntil: string }; readonly meta: { readonly occurredAt: string } }

/**
 * Whether a reward that was just accrued waits for its release. One that does not is released in the same append, so a reader who has met only the first of the two
 * facts knows the second.
 */
export const isOnHold = ({ data, meta }: Accrued): boolean => isBefore(meta.occurredAt, data.heldUntil)
