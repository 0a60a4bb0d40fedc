const zoneMs = 3 * 3_600_000

/** As a portal in Moscow writes times: whole seconds with the offset. `at` is milliseconds since 1970. */
export const portalTime = (at: number): string => `${new Date(at + zoneMs).toISOString().slice(0, 19)}+03:00`
export const seconds = (at: number): number => Math.floor(at / 1_000)
