import { type EmailDeps, emailEffects, smtpTransport } from '@kontor/gateways/email'
import type { HttpDeps } from '@kontor/gateways/http'
import type { Effect } from '@kontor/gateways/kernel'
import { privacyEffects } from '@kontor/gateways/privacy'
import { sessionEffects } from '@kontor/gateways/sessions'
import type { Log } from '../postgres/index.ts'
import type { Notifications } from '../postgres/notifications.ts'
import { derivedId, newId } from '../secrets/index.ts'
import { startWork } from '../work/index.ts'
import type { Stores } from './stores.ts'

type Mail = { readonly url: string; readonly from: string; readonly publicUrl: string }

/** Whoever sends letters: the named SMTP server, or the catcher of the sandbox. */
export const openMail = ({ url, from, publicUrl }: Mail, { log }: Stores, closing: AsyncDisposableStack): EmailDeps => {
  const transport = smtpTransport({ url, from })
  closing.defer(() => transport.close())
  return { log, transport, publicUrl }
}

/** Everything Kontor does because of an event. */
export const allEffects = (
  { log, execute, keys }: Stores,
  mail: EmailDeps,
  { families, credentials }: Pick<HttpDeps, 'families' | 'credentials'>,
) => [...emailEffects(mail), ...sessionEffects({ families, execute }), ...privacyEffects({ keys, vault: credentials, execute, log })]

/** Turns events into work and does it, until `closing`. */
export const openWork = (
  { pools, feed, log: events }: Stores,
  effects: readonly Effect[],
  told: Notifications,
  log: Log,
  closing: AsyncDisposableStack,
) => {
  const work = startWork({
    pool: pools.platform,
    notifications: told,
    feed,
    log: events,
    effects,
    // What the machine seeds at its start is history: nobody gets a letter for it (api.md "Demo").
    isHistory: ({ meta }) => meta.source === 'start',
    derivedId,
    workerName: newId(),
    onError: (error, doing) => log.warn({ error: String(error), doing }, 'work goes on after an error'),
  })
  closing.defer(() => work.stop())
}
