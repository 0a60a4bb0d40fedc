import { type Sample, staffAndPartner } from '../bad-input/sample.ts'

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const reportsSamples: Readonly<Record<string, Sample>> = { 'get /overview': { who: staffAndPartner } }
