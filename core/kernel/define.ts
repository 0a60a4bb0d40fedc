import { z } from 'zod'

/** Who acts: a signed-in person, a server's key, a policy of ours, or the machine at its first start. */
export type Actor = { readonly kind: 'user' | 'api-key' | 'policy' | 'visitor' | 'system'; readonly id: string }

/** What every command and event carries beside its data (design.md §4). Times are UTC ISO 8601; nothing in core reads a clock. */
export type Meta = {
  readonly tenantId: string
  readonly actor: Actor
  readonly commandId: string
  readonly correlationId: string
  readonly causationId: string
  readonly occurredAt: string
  readonly recordedAt: string
  readonly source: string
  readonly schemaVersion: number
  /** Keyed HMAC of the canonical request body: tells a repeat from another request under the same key. */
  readonly requestHash?: string | undefined
}

export type Message<T extends string = string, D = unknown> = { readonly type: T; readonly data: D; readonly meta: Meta }
export type MessageOf<F> = F extends (...args: never[]) => infer M ? M : never

/** The event as the log keeps it: money is text. Projections read this form and spend no parsing on it. */
export type StoredOf<F> = F extends { type: infer T extends string; schema: infer S extends z.ZodType } ? Message<T, z.input<S>> : never

/** Turns the data of schema version n into that of n + 1. Pure; kept for ever, since the log is. */
export type Upcasts = { readonly [fromVersion: number]: (data: never) => unknown }

export class AbsentEvent extends Error {}

/**
 * Declares a command or an event once: its name, its shape, the only way to make one, its form in the log.
 * `upcasts` must name every earlier version, or the sample test of the capability turns red.
 */
export const define = <const T extends string, S extends z.ZodType>(type: T, schema: S, schemaVersion = 1, upcasts: Upcasts = {}) => {
  type M = Message<T, z.output<S>>
  return Object.assign((data: z.output<S>, meta: Meta): M => ({ type, data, meta: { ...meta, schemaVersion } }), {
    type,
    schema,
    schemaVersion,
    upcasts,
    /** Before append: checked, bigint to text. Raises ZodError for data the schema refuses. */
    encode: (data: z.output<S>) => z.encode(schema, data),
    /** Before a decider folds it. Raises ZodError for a log written by other code than ours. */
    decode: (data: z.input<S>) => z.decode(schema, data),
    /** The one of this type among a command's events. Raises AbsentEvent. */
    among: (events: readonly Message[]): M => {
      const found = events.find((event): event is M => event.type === type)
      if (!found) throw new AbsentEvent(`no ${type} among ${events.map((event) => event.type).join(', ') || 'no events'}`)
      return found
    },
  })
}

/** A declaration as registries hold it: any event or command of any capability. */
export type Definition = {
  readonly type: string
  readonly schema: z.ZodType
  readonly schemaVersion: number
  readonly upcasts: Upcasts
}

/** Lifts stored data of an older schema version to the present one. Data of the present version passes untouched. */
export const upcast = (definition: Definition, data: unknown, fromVersion: number): unknown => {
  let lifted = data
  for (let version = fromVersion; version < definition.schemaVersion; version++) {
    const step = definition.upcasts[version]
    if (!step) throw new Error(`${definition.type} has no upcast from schema version ${version}`)
    lifted = step(lifted as never)
  }
  return lifted
}
