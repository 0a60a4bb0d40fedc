import { hash, parseOptions, verify } from '@node-rs/argon2'
import { gate } from './gate.ts'

/** Argon2id as OWASP asks at the least (reliability.md §3 line 3): 19 MiB, two passes, one lane. Argon2id is the library's own default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** At once: hashing takes a core and 19 MiB each, and other requests must go on. */
const atOnce = 2
/** Some seconds of hashing; a flood of guesses is refused before it costs more. */
const mostWaiting = 100

/** Each raises Refused `server.busy` when too many are waiting. */
export type Passwords = {
  /** The encoded hash, with its parameters and salt. */
  readonly hash: (password: string) => Promise<string>
  /** With no hash given, the answer is no and comes after the same work, so that time tells nothing about who has an account. */
  readonly verify: (encoded: string | undefined, password: string) => Promise<boolean>
  /** Made with less than today's cost. */
  readonly outdated: (encoded: string) => boolean
}

export const passwords = (): Passwords => {
  const enter = gate(atOnce, mostWaiting)
  const nobodys = enter(() => hash('of nobody', cost))
  return {
    hash: (password) => enter(() => hash(password, cost)),
    verify: async (encoded, password) => {
      const compared = encoded ?? (await nobodys)
      return (await enter(() => verify(compared, password))) && encoded !== undefined
    },
    outdated: (encoded) => {
      const { memoryCost, timeCost } = parseOptions(encoded)
      return memoryCost < cost.memoryCost || timeCost < cost.timeCost
    },
  }
}
