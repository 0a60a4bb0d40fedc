/** What the portal told of a deal. `sentAt` is UTC ISO 8601, of whole seconds. */
export type Notice = { readonly event: string; readonly externalId: string; readonly ts: string; readonly sentAt: string }

const dealEvent = /^ONCRMDEAL(?:ADD|UPDATE|DELETE|MOVETOCATEGORY)$/
const farthest = 253_402_300_799

export const tokenIn = (form: URLSearchParams): string => form.get('auth[application_token]') ?? ''

/** Undefined for events of other things, and for what no portal sends: an id that is no number, a time that is none. Pure. */
export const noticeIn = (form: URLSearchParams): Notice | undefined => {
  const event = (form.get('event') ?? '').toUpperCase()
  const [externalId, ts] = [form.get('data[FIELDS][ID]') ?? '', form.get('ts') ?? '']
  if (!dealEvent.test(event) || !/^[1-9]\d{0,14}$/.test(externalId) || !/^\d{1,12}$/.test(ts) || Number(ts) > farthest) return undefined
  return { event, externalId, ts, sentAt: new Date(Number(ts) * 1_000).toISOString() }
}
