import type { Sample } from '../bad-input/sample.ts'

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const dealsSamples: Readonly<Record<string, Sample>> = {}
