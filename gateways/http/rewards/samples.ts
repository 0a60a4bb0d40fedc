import { nobodysInAccount, type Sample, staffAndPartner } from '../bad-input/sample.ts'

const ofReward: Sample = { who: staffAndPartner, foreign: { rewardId: nobodysInAccount } }

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const rewardsSamples: Readonly<Record<string, Sample>> = {
  'get /rewards': { who: staffAndPartner },
  'get /rewards/balance': { who: staffAndPartner },
  'get /rewards/{rewardId}': ofReward,
  'get /rewards/{rewardId}/explain': ofReward,
}
