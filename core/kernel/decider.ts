import type { Message } from './define.ts'
import { platformTenant } from './ids.ts'

/** Decides one command against the folded state. Raises Refused when a rule is broken; an empty answer says "already so". */
export type Decide<C extends Message, S, E extends Message> = (command: C, state: S) => readonly E[]

/** One aggregate: its stream's category, its fold, and a row for every command it answers. */
export type Decider<C extends Message, S, E extends Message> = {
  readonly category: string
  /** Its streams lie with the platform, so that they are found before a tenant is known; the tenant stands in the metadata. */
  readonly onPlatform?: true
  readonly initial: () => S
  readonly evolve: (state: S, event: E) => S
  readonly decide: { readonly [T in C['type']]: Decide<Extract<C, { type: T }>, S, E> }
}

/** The stream of one aggregate of a tenant. */
export const streamOfAggregate = (
  { category, onPlatform }: Pick<Decider<Message, unknown, Message>, 'category' | 'onPlatform'>,
  tenantId: string,
  id: string,
) => streamOf(category, onPlatform ? platformTenant : tenantId, id)

/** `<category>-<tenantId>.<id>` (design.md §4): the category ends at the first dash, ids carry none. */
export const streamOf = (category: string, tenantId: string, id: string) => `${category}-${tenantId}.${id}`
