import type { Projection } from '../kernel/index.ts'

/** Every view of this capability, for the runner. */
export const linksProjections: readonly Projection[] = []
