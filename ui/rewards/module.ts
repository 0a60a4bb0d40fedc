import { defineModule } from '../app/manifest.ts'

export const module = defineModule({
  id: 'rewards',
  nav: [
    { shell: 'workspace', order: 7, group: 'partners', icon: 'coins', label: 'rewards.title', route: 'rewards.list', key: 'r' },
    { shell: 'partner', order: 5, icon: 'coins', label: 'rewards.title', route: 'rewards.mine', key: 'r' },
  ],
  screens: [
    { shell: 'workspace', name: 'rewards.list', path: 'rewards', screen: 'S37', title: 'rewards.title', view: () => import('./RewardsView.vue') },
    { shell: 'partner', name: 'rewards.mine', path: 'rewards', screen: 'S37', title: 'rewards.title', view: () => import('./RewardsView.vue') },
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
  'rewards.as-of',
  'rewards.balance',
  'rewards.balance.state',
  'rewards.list.all-time',
  'rewards.list.clear',
  'rewards.list.days',
  'rewards.list.deal',
  'rewards.list.more',
  'rewards.list.new',
  'rewards.list.payout',
  'rewards.list.period',
  'rewards.list.row',
  'rewards.list.search',
  'rewards.list.source',
  'rewards.list.table',
  'rewards.list.tabs',
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
