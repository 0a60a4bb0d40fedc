import { decimal } from './decimal.ts'

/** What the stand-in keeps of each kind; a portal ignores what it does not know, and so does this. */
const origin = ['originatorId', 'originId', 'originVersion']
const utm = ['utmSource', 'utmMedium', 'utmCampaign', 'utmContent', 'utmTerm']
const sum = ['opportunity', 'currencyId', 'isManualOpportunity']
const known: Readonly<Record<number, readonly string[]>> = {
  1: ['title', 'name', 'lastName', 'stageId', 'comments', 'sourceId', 'fm', ...sum, ...origin, ...utm],
  2: ['title', 'stageId', 'categoryId', 'contactId', 'contactIds', 'companyId', 'comments', 'sourceId', ...sum, ...origin, ...utm],
  3: ['name', 'lastName', 'secondName', 'post', 'comments', 'sourceId', 'fm', ...origin, ...utm],
}
export const isKind = (entity: number): boolean => entity in known

/** A form sends lists as maps. */
const listed = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.values(value) : value)
const shaped: Readonly<Record<string, (value: unknown) => unknown>> = {
  opportunity: decimal,
  categoryId: Number,
  contactId: Number,
  companyId: Number,
  fm: listed,
  contactIds: (value) => Object.values((value ?? {}) as object).map(Number),
}

export const keptFields = (entity: number, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (known[entity] ?? []).flatMap((name) => (fields[name] === undefined ? [] : [[name, shaped[name]?.(fields[name]) ?? fields[name]]])),
  )
