import { defineModule } from '../app/manifest.ts'

export const module = defineModule({
  id: 'rewards',
  nav: [],
  screens: [
    { shell: 'workspace', name: 'rewards.reward', path: 'rewards/:id', screen: 'S38', title: 'rewards.one', view: () => import('./RewardView.vue') },
    {
      shell: 'partner',
      name: 'rewards.mine-reward',
      path: 'rewards/:id',
      screen: 'S38',
      title: 'rewards.one',
      view: () => import('./RewardView.vue'),
    },
  ],
})

/** The hooks of its screens; apart from the manifest, so that no browser is sent them. */
export const testids = [
  'rewards.amount',
  'rewards.why',
  'rewards.why.arithmetic',
  'rewards.why.copy',
  'rewards.why.deal',
  'rewards.why.event',
  'rewards.why.ledger',
  'rewards.why.now',
  'rewards.why.page',
  'rewards.why.panel',
  'rewards.why.payout',
  'rewards.why.sentence',
  'rewards.why.step',
  'rewards.why.steps',
  'rewards.why.sum',
  'rewards.why.terms',
]
