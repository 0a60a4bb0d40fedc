import type { Clock } from '@kontor/gateways/kernel'
import type { FaultSwitches } from './faults.ts'
import { seconds } from './times.ts'

/** How late a late event is, ms. */
const late = 3_000
const patience = 5_000

type Ports = {
  readonly hookUrl: (portal: string) => string
  readonly tokenOf: (portal: string) => string
  readonly faults: FaultSwitches
  readonly clock: Clock
}

/** The portal's outgoing webhook (providers.md §2.5): a form with the id alone, sent once, whatever becomes of it. */
export const outgoingEvents = ({ hookUrl, tokenOf, faults, clock }: Ports) => {
  const closing = new AbortController()
  const running = new Set<Promise<void>>()

  const form = (portal: string, event: string, id: number) =>
    new URLSearchParams({
      event,
      event_handler_id: '1',
      'data[FIELDS][ID]': String(id),
      ts: String(seconds(clock.now())),
      'auth[domain]': 'sandbox',
      'auth[client_endpoint]': 'https://sandbox/rest/',
      'auth[server_endpoint]': 'https://oauth.bitrix.info/rest/',
      'auth[member_id]': portal,
      'auth[application_token]': tokenOf(portal),
    })
  const post = async (portal: string, body: URLSearchParams) => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patience)])
    await fetch(hookUrl(portal), { method: 'POST', body, signal, redirect: 'manual' }).then((answer) => answer.body?.cancel())
  }
  const send = async (portal: string, event: string, id: number) => {
    const { lose, late: isLate, double } = await faults.read()
    if (lose) return
    const body = form(portal, event, id)
    if (isLate) await clock.wait(late, closing.signal)
    if (closing.signal.aborted) return
    await Promise.all((double ? [body, body] : [body]).map((one) => post(portal, one)))
  }
  return {
    tell: (portal: string, event: string, id: number) => {
      // Nobody hears of an event that did not arrive: that is how portals are.
      const task: Promise<void> = send(portal, event, id)
        .catch(() => {})
        .finally(() => running.delete(task))
      running.add(task)
    },
    close: async () => {
      closing.abort()
      await Promise.all(running)
    },
  }
}
