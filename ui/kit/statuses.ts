import type { Status } from './tones.ts'

/** How the states of money look (ui.md §3.4); their words belong to each capability. */
export const dealStatus: Readonly<Record<'open' | 'won' | 'lost', Status>> = {
  open: { tone: 'info', icon: 'circle-dot' },
  won: { tone: 'ok', icon: 'trophy' },
  lost: { tone: 'neutral', icon: 'circle-x' },
}

export const rewardStatus: Readonly<Record<'held' | 'available' | 'requested' | 'paid' | 'reversed', Status>> = {
  held: { tone: 'hold', icon: 'lock' },
  available: { tone: 'ok', icon: 'lock-open' },
  requested: { tone: 'info', icon: 'hourglass' },
  paid: { tone: 'ok', icon: 'check-check' },
  reversed: { tone: 'danger', icon: 'undo-2' },
}

export const payoutStatus: Readonly<Record<'requested' | 'approved' | 'rejected' | 'paid' | 'failed' | 'unknown', Status>> = {
  requested: { tone: 'warn', icon: 'hourglass' },
  approved: { tone: 'info', icon: 'check' },
  paid: { tone: 'ok', icon: 'check-check' },
  rejected: { tone: 'danger', icon: 'circle-x' },
  failed: { tone: 'danger', icon: 'triangle-alert' },
  unknown: { tone: 'hold', icon: 'circle-help' },
}
