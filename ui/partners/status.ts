import type { PartnerStatus } from '@kontor/gateways/http/partners/contract'
import type { Status } from '../kit/tones.ts'

/** How a partner's status looks (ui.md §3.4). */
export const statusLook: Readonly<Record<PartnerStatus, Status>> = {
  pending: { tone: 'warn', icon: 'hourglass' },
  active: { tone: 'ok', icon: 'circle-check' },
  rejected: { tone: 'danger', icon: 'circle-x' },
  deactivated: { tone: 'neutral', icon: 'ban' },
}
