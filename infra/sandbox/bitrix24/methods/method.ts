import type { Answer } from '../answer.ts'
import type { ItemStore } from '../items.ts'

export type Parameters = Readonly<Record<string, unknown>>

/** What a method may use: the portal it was called in, what that holds, and how the portal tells of its changes. */
export type Context = {
  readonly portal: string
  readonly items: ItemStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Sends the event to the portal's outgoing webhook; waits for nobody. */
  readonly tell: (event: 'ONCRMDEALADD' | 'ONCRMDEALUPDATE' | 'ONCRMDEALDELETE', id: number) => void
}

export type Method = (parameters: Parameters, context: Context) => Promise<Answer>
export type Methods = Readonly<Record<string, Method>>

/** A map, also where a client that speaks PHP sent an empty list. */
export const mapOf = (value: unknown): Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : {}
