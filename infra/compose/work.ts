import { type EmailDeps, emailEffects, smtpTransport } from '@kontor/gateways/email'
import type { Families } from '@kontor/gateways/http'
import { type Effect, eventReader, startTimers, startWorker, startWorkReader, systemClock } from '@kontor/gateways/kernel'
import { privacyEffects } from '@kontor/gateways/privacy'
import { sessionEffects } from '@kontor/gateways/sessions'
import type { Log } from '../postgres/index.ts'
import type { Notifications } from '../postgres/notifications.ts'
import { derivedId, newId } from '../secrets/index.ts'
import { readerStore, timerStore, workChannel, workQueue } from '../work/index.ts'
import type { Stores } from './stores.ts'

type Mail = { readonly url: string; readonly from: string; readonly publicUrl: string }
type Credentials = { readonly remove: (userId: string) => Promise<void> }

/** Everything Kontor does because of an event. */
export const allEffects = ({ log, execute, keys }: Stores, mail: EmailDeps, families: Families, credentials: Credentials): readonly Effect[] => [
  ...emailEffects(mail),
  ...sessionEffects({ families, execute }),
  ...privacyEffects({ keys, families, credentials, execute, log }),
]

/** Opened by whoever sends letters: the named SMTP server, or the catcher of the sandbox. */
export const openMail = ({ url, from, publicUrl }: Mail, log: EmailDeps['log'], closing: AsyncDisposableStack): EmailDeps => {
  const transport = smtpTransport({ url, from })
  closing.defer(() => transport.close())
  return { log, transport, publicUrl }
}

/** The reader that turns events into work, the worker that does it, the timers that give commands when they are due. */
export const openWork = ({ pools, feed, log: events }: Stores, effects: readonly Effect[], told: Notifications, log: Log, closing: AsyncDisposableStack) => {
  const clock = systemClock
  const random = Math.random
  const onError = (error: unknown, doing: string) => log.warn({ error: String(error), doing }, 'work goes on after an error')
  const onWake = (listener: () => void) => {
    const [deaf, unreturned] = [told.on(workChannel, listener), told.onReturn(listener)]
    return () => {
      deaf()
      unreturned()
    }
  }
  // What the machine seeds at its start is history: nobody gets a letter for it (api.md "Demo").
  const isHistory = ({ meta }: { meta: { source: string } }) => meta.source === 'start'
  const reader = startWorkReader('work', { feed, store: readerStore(pools.platform), effects, schedules: [], isHistory, derivedId, clock, onError })
  closing.defer(() => reader.stop())
  const queue = workQueue(pools.platform)
  const worker = startWorker({ name: newId() }, { queue, effects, readEvent: eventReader(events), derivedId, onWake, random, clock, onError })
  closing.defer(() => worker.stop())
  const timers = startTimers({ store: timerStore(pools.platform), fire: {}, onWake, random, clock, onError })
  closing.defer(() => timers.stop())
}
