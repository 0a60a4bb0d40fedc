import type { Sample } from '../bad-input/sample.ts'

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const payoutsSamples: Readonly<Record<string, Sample>> = {}
