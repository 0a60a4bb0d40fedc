import type { OnWake } from '@kontor/gateways/kernel'
import type { Notifications } from '../postgres/notifications.ts'

/** Told with every transaction that brings work; the payload says nothing. */
export const workChannel = 'kontor_work'

/** A ring for each notification, and one after each silence, since nobody knows what was told during it. */
export const wakeUps =
  ({ on, onReturn }: Pick<Notifications, 'on' | 'onReturn'>): OnWake =>
  (listener) => {
    const ends = [on(workChannel, listener), onReturn(listener)]
    return () => {
      for (const end of ends) end()
    }
  }
