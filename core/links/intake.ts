/** Clicks in one append of an intake stream (design.md §4). */
export const intakeBatch = 256

/** `clicks-<writerId>.<yyyymmdd>`: one writer's clicks of one UTC day, of many links and tenants. `at` is UTC ISO 8601. */
export const intakeStream = (writerId: string, at: string): string => `clicks-${writerId}.${at.slice(0, 10).replaceAll('-', '')}`
export const isIntakeStream = (stream: string): boolean => stream.startsWith('clicks-')

/** Whose key a visitor's personal fields are under: the tenant's for that day, so that they end together. */
export const dayKeyOf = (derivedId: (scope: string, key: string) => string, tenantId: string, day: string): string =>
  derivedId('clicks-day', `${tenantId}.${day}`)
