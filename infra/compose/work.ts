import { type EmailDeps, emailEffects, smtpTransport } from '@kontor/gateways/email'
import type { HttpDeps } from '@kontor/gateways/http'
import type { Effect } from '@kontor/gateways/kernel'
import { policyEffects, policyFire, policySchedules } from '@kontor/gateways/policies'
import { privacyEffects } from '@kontor/gateways/privacy'
import { sessionEffects } from '@kontor/gateways/sessions'
import type { Log } from '../postgres/index.ts'
import type { Notifications } from '../postgres/notifications.ts'
import { derivedId, newId } from '../secrets/index.ts'
import { startWork } from '../work/index.ts'
import type { Stores } from './stores.ts'

type Mail = { readonly smtpUrl: string | undefined; readonly from: string; readonly publicUrl: string }

/** Who does work because of events: what operators see, busy or not. */
export const gateways = ['bitrix24', 'email', 'policies', 'privacy', 'sessions'] as const

/** Whoever sends letters: the named SMTP server, or the catcher of the sandbox. Undefined with neither, which is said. */
export const openMail = ({ smtpUrl, from, publicUrl }: Mail, stores: Stores, log: Log, closing: AsyncDisposableStack): EmailDeps | undefined => {
  if (!smtpUrl) {
    log.warn({}, 'KONTOR_SMTP_URL is not set and the sandbox is off: no letters are sent')
    return undefined
  }
  const transport = smtpTransport({ url: smtpUrl, from })
  closing.defer(() => transport.close())
  return { log: stores.log, transport, publicUrl }
}

/** Everything Kontor does because of an event. Without mail, everything but letters: an erasure waits for nobody's server. */
export const allEffects = (
  { log, execute, keys }: Stores,
  mail: EmailDeps | undefined,
  { families, credentials, bitrix24Effects }: Pick<HttpDeps, 'families' | 'credentials'> & { readonly bitrix24Effects: readonly Effect[] },
) => [
  ...bitrix24Effects,
  ...(mail ? emailEffects(mail) : []),
  ...policyEffects({ execute, log, derivedId }),
  ...privacyEffects({ keys, vault: credentials, execute, log }),
  ...sessionEffects({ families, execute }),
]

/** Turns events into work and does it, until `closing`. */
export const openWork = (
  { pools, feed, log: events, execute, around }: Stores,
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
    schedules: policySchedules,
    fire: policyFire({ execute }),
    // What the machine seeds at its start is history: nobody gets a letter for it (api.md "Demo").
    isHistory: ({ meta }) => meta.source === 'start',
    derivedId,
    workerName: newId(),
    around,
    onError: (error, doing) => log.warn({ error: String(error), doing }, 'work goes on after an error'),
  })
  closing.defer(() => work.stop())
}
