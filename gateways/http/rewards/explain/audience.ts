type Data = Readonly<Record<string, unknown>>

/** For whom: the tenant's own people, or one partner, by id. */
export type Audience = string

const staff = 'staff'

/** What says who a visitor was, or what only the operator is to judge by. */
const hidden = new Set([
  ...['address', 'userAgent', 'referer', 'visitor', 'visit', 'dayKey'],
  ...['nameKeys', 'suspicious', 'requestedBy', 'duplicateOf', 'duplicateOfPartnerId'],
])

const isAnothers = (value: object, partnerId: string) => 'partnerId' in value && typeof value.partnerId === 'string' && value.partnerId !== partnerId

/** Of another partner only that there was one. */
const seenBy = (value: unknown, partnerId: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => seenBy(one, partnerId))
  if (typeof value !== 'object' || value === null) return value
  if (isAnothers(value, partnerId)) return { partnerId: 'other' }
  return shownTo(value as Data, partnerId)
}

/** The data of a step as far as this audience may see it (ui.md S35). */
export const shownTo = (data: Data, audience: Audience): Record<string, unknown> =>
  audience === staff
    ? { ...data }
    : Object.fromEntries(
        Object.entries(data)
          .filter(([field]) => !hidden.has(field))
          .map(([field, value]) => [field, seenBy(value, audience)]),
      )
