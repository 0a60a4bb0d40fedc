import type { Words } from '../../kit/word-tree.ts'

export const words: Words = {
  checklist: 'First steps',
  progress: '{done} of {all}',
  hide: 'Hide: all is done',
  step: {
    'terms-published': 'Publish the terms of the programme',
    'partner-approved': 'Approve the first partner',
    'click-recorded': 'See the first click on a partner’s link',
    'customer-referred': 'Receive the first customer',
    'deal-won': 'Win the first deal',
    'payment-paid': 'Pay the first reward',
  },
}
