/** After that many attempts a person looks at it (gateways.md, retry table: "exp. back-off ≤ 8"). */
export const attemptLimit = 8

const first = 1_000
const longest = 3_600_000

/**
 * Milliseconds to wait after the attempt of this number (1, 2, …): 1 s, 4 s, 16 s … at most an hour, so the eight attempts span about an hour and a half:
 * short enough for a hiccup, long enough for an outage. The jitter takes off up to half, so that what failed together does not come back together.
 * `random` answers from 0 up to 1.
 */
export const backOff = (attempt: number, random: () => number): number => {
  const whole = Math.min(longest, first * 4 ** (attempt - 1))
  return Math.round(whole * (1 - random() / 2))
}
