import type { Message, Meta, StoredEvent, StoredOf } from '@kontor/core/kernel'
import type { DerivedId } from './work.ts'

/** A command that will be given at a moment (design.md §4, Timers). `command` names things by id and holds nothing of a person. */
export type Timer = {
  readonly id: string
  readonly kind: string
  readonly tenantId: string
  readonly subject: string
  /** UTC ISO 8601. */
  readonly dueAt: string
  readonly command: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }
  readonly correlationId: string
  readonly causationId: string
}

/** A schedule as registries hold it, of any event. */
export type Schedule = { readonly handles: readonly string[]; readonly timerOf: (event: StoredEvent, derivedId: DerivedId) => Timer | undefined }

type Declared = { readonly type: string; readonly schema: import('zod').ZodType }
type ScheduleOf<F extends Declared> = {
  readonly kind: string
  readonly on: readonly F[]
  /** What the timer is about; absent when this event asks for none. Pure. */
  readonly plan: (event: StoredOf<F>) => Pick<Timer, 'subject' | 'dueAt' | 'command'> | undefined
}

/** "When this happened, then at that moment that command." The id comes from kind, subject and due time, so saying it twice sets one timer. */
export const schedule = <F extends Declared>({ kind, on, plan }: ScheduleOf<F>): Schedule => ({
  handles: on.map(({ type }) => type),
  timerOf: (event, derivedId) => {
    const planned = plan(event as unknown as StoredOf<F>)
    if (!planned) return undefined
    const { tenantId, correlationId } = event.meta
    const id = derivedId(`timer:${kind}`, `${tenantId}.${planned.subject}.${planned.dueAt}`)
    return { ...planned, id, kind, tenantId, correlationId, causationId: event.id }
  },
})

export const timersOf = (events: readonly StoredEvent[], schedules: readonly Schedule[], derivedId: DerivedId): readonly Timer[] =>
  events.flatMap((event) => schedules.filter(({ handles }) => handles.includes(event.type)).flatMap(({ timerOf }) => timerOf(event, derivedId) ?? []))

/** Gives a timer's command, by the command's type. Called at least once: the command's id is the timer's, so the log answers a repeat. */
export type Fire = { readonly [commandType: string]: (command: Message<string, unknown>) => Promise<unknown> }

/** The command of a timer: it happens at the moment that was set, however late it is given; `now`, UTC ISO 8601, is only when that is recorded. */
export const commandOf = ({ id, kind, tenantId, dueAt, command, correlationId, causationId }: Timer, now: string): Message => {
  const actor = { kind: 'policy', id: kind } as const
  const meta: Meta = {
    tenantId,
    actor,
    commandId: id,
    correlationId,
    causationId,
    occurredAt: dueAt,
    recordedAt: now,
    source: 'timer',
    schemaVersion: 1,
  }
  return { ...command, meta }
}
