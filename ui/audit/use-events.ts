import { EventList } from '@kontor/gateways/http/audit/contract'
import type { Ref } from 'vue'
import { http, query } from '../app/http.ts'
import { usePages } from '../app/use-pages.ts'
import type { EventFilter } from './use-log.ts'

/** The log, newest first, a hundred at a time (R10). An admin has no live channel: theirs is read anew on a press. */
export const useEvents = (filter: Ref<EventFilter>, live: boolean) =>
  usePages({
    topics: live ? [{ view: 'audit.events', scope: 'tenant' }] : [],
    fetch: (page, after) => http.get(`/audit/events${query({ ...filter.value, ...page })}`, EventList, { after }),
    filter,
    isFiltered: () => Object.values(filter.value).some((value) => value !== undefined),
    size: 100,
  })
