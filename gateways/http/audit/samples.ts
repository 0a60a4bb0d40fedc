import { nobodys, type Sample } from '../bad-input/sample.ts'

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const auditSamples: Readonly<Record<string, Sample>> = {
  'get /audit/events': { who: ['admin', 'owner'] },
  'get /audit/streams/{stream}': { who: ['admin', 'owner'], foreign: { stream: `deals-${nobodys}.${nobodys}` } },
}
