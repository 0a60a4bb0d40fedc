import { EventsQuery } from '@kontor/gateways/http/audit/contract'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useQuery } from '../app/use-query.ts'

export const filterNames = ['type', 'actor', 'stream', 'correlationId', 'from', 'to', 'tenantId'] as const
export const tabs = ['state', 'changes', 'event', 'causes'] as const
export type FilterName = (typeof filterNames)[number]
export type EventFilter = Readonly<Record<FilterName, string | undefined>>

/** May the server be asked this? A filter half written is not one yet. */
export const isFilter = (name: FilterName, value: string): boolean => EventsQuery.safeParse({ [name]: value }).success

/** An address changes when a row is opened too: what was not touched must not be read anew. */
export const steady = <T>(before: T | undefined, now: T): T => (JSON.stringify(before) === JSON.stringify(now) ? (before ?? now) : now)

/** All that the screen of the log keeps in its address: what the list is narrowed to, and the stream, the moment and the tab beside it. */
export const useLog = () => {
  const route = useRoute()
  const { phone, read, change } = useQuery()
  const admin = computed(() => route.meta.shell === 'admin')
  const filter = computed<EventFilter>((before) => steady(before, Object.fromEntries(filterNames.map((name) => [name, read(name)])) as EventFilter))
  const text = computed(() =>
    Object.fromEntries(Object.entries(route.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))),
  )
  const tab = computed(() => tabs.find((id) => id === read('tab')))
  /** This page at one event: the same filters, with the event open beside them. */
  const addressOf = ({ stream, revision }: { readonly stream: string; readonly revision: string }) => ({
    query: { ...text.value, open: stream, at: revision, pin: undefined, basis: undefined },
  })
  /** The log, narrowed to one thing only. */
  const narrowedTo = (values: Partial<EventFilter>) => ({ name: admin.value ? 'audit.all-events' : 'audit.events', query: values })
  const pageOf = (stream: string) => ({
    name: admin.value ? 'audit.any-stream' : 'audit.stream',
    params: { stream },
    query: { at: read('at'), basis: read('basis'), tab: read('tab') },
  })
  return { phone, read, change, admin, filter, text, tab, addressOf, narrowedTo, pageOf }
}
