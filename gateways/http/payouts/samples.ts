import { nobodysInAccount, partner, type Sample, staff, staffAndPartner } from '../bad-input/sample.ts'

const foreign = { payoutId: nobodysInAccount }
const rewardIds = [nobodysInAccount]

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const payoutsSamples: Readonly<Record<string, Sample>> = {
  'get /payouts': { who: staffAndPartner },
  'get /payouts/{payoutId}': { who: staffAndPartner, foreign },
  'post /payouts': { who: partner, body: { rewardIds, comment: 'November' } },
  'post /payouts/preview': { who: partner, body: { rewardIds } },
  'post /payouts/{payoutId}/approve': { who: staff, foreign, body: { comment: 'Agreed' } },
  'post /payouts/{payoutId}/reject': { who: staff, foreign, body: { comment: 'The act is missing' } },
  'post /payouts/{payoutId}/paid': { who: staff, foreign, body: { reference: '88412' } },
  'post /payouts/{payoutId}/failed': { who: staff, foreign, body: { reason: 'The account is closed' } },
}
