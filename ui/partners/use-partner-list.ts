import type { LiveView } from '@kontor/gateways/http/live/contract'
import type { z } from 'zod'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** A page has room for so many; the list itself holds the rest. */
const newest = 10

type Listed = { readonly items: readonly unknown[] }

/** The newest rows of one partner in a list of another capability, live. */
export const usePartnerList = <T extends Listed>(view: LiveView, path: string, schema: z.ZodType<T>, partnerId: string) =>
  useView({
    topics: [{ view, scope: 'tenant' }],
    fetch: (after): Promise<T> => http.get(`${path}${query({ partnerId, limit: newest })}`, schema, { after }),
    isEmpty: ({ items }) => items.length === 0,
  })
