import type { Status } from './tones.ts'

/** How the states of the product look (ui.md §3.4): one table a thing, so that a word has the same colour and icon on every screen. */
export const dealStatus = {
  open: { tone: 'info', icon: 'circle-dot' },
  won: { tone: 'ok', icon: 'trophy' },
  lost: { tone: 'neutral', icon: 'circle-x' },
  refunded: { tone: 'danger', icon: 'undo-2' },
} as const satisfies Readonly<Record<string, Status>>

/** `pending` is a deal that has not been won: there is no reward yet, and it says so. */
export const rewardStatus = {
  pending: { tone: 'neutral', icon: 'clock' },
  held: { tone: 'hold', icon: 'lock' },
  available: { tone: 'ok', icon: 'lock-open' },
  requested: { tone: 'info', icon: 'hourglass' },
  paid: { tone: 'ok', icon: 'check-check' },
  reversed: { tone: 'danger', icon: 'undo-2' },
} as const satisfies Readonly<Record<string, Status>>

export const payoutStatus = {
  requested: { tone: 'warn', icon: 'hourglass' },
  approved: { tone: 'info', icon: 'check' },
  paid: { tone: 'ok', icon: 'check-check' },
  rejected: { tone: 'danger', icon: 'circle-x' },
  failed: { tone: 'danger', icon: 'triangle-alert' },
  unknown: { tone: 'hold', icon: 'circle-help' },
} as const satisfies Readonly<Record<string, Status>>

export const linkStatus = {
  active: { tone: 'ok', icon: 'circle-check' },
  deactivated: { tone: 'neutral', icon: 'ban' },
} as const satisfies Readonly<Record<string, Status>>
