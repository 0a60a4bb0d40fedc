import type { Message, StoredEvent } from '@kontor/core/kernel'
import type { QuerySqlToken } from 'slonik'

/** Whose screens an event changes. `partnerIds` absent: everyone's in the tenant; empty: only those of the tenant's own people. */
export type Touch = { readonly tenantId: string; readonly partnerIds?: readonly string[] | undefined; readonly id?: string | undefined }

type Described<E extends Message, R> = {
  /** `<capability>.<view>`: the folder, the prefix of its tables, the name of its frontier. */
  readonly name: string
  /** Raise it whenever the same events would make other rows: the next start fills the view anew beside the old one and switches. */
  readonly version: number
  readonly handles: readonly E['type'][]
  /** What the events of one batch, in the order of the log, make of the view. Pure: no clock, no question to anyone. */
  readonly fold: (batch: readonly E[]) => R
  /** A few set-based statements. Tables are named without a schema, so that a rebuild can fill them elsewhere. Must bear a repeat. */
  readonly apply: (rows: R) => readonly QuerySqlToken[]
  readonly touches: (event: E) => readonly Touch[]
}

/** A projection as the runner holds it: of any events, with any rows between fold and apply. */
export type Projection = Described<StoredEvent, unknown>

/** Declares a read model (design.md §5). The runner hands it only events of the types it handles, in stored form. */
export const projection = <E extends Message, R>(described: Described<E, R>): Projection => described as unknown as Projection
