import { StreamAsOf } from '@kontor/gateways/http/audit/contract'
import { type Ref, watch } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

export type AskedStream = {
  readonly stream: string
  readonly at: string | undefined
  readonly basis: string | undefined
  /** Why what is personal must be seen; without it, it stays hidden. */
  readonly reason: string | undefined
}

/**
 * A stream as it was: at a revision, at a moment, or now, and then live. A look with a reason is an event itself, so what was shown for
 * one is kept: news must not look again by itself, and so write news without end.
 */
export const useStream = (asked: Ref<AskedStream>, live: boolean) => {
  let looked: { readonly address: string; readonly answer: Promise<StreamAsOf> } | undefined
  const fetch = async (after: string | undefined): Promise<StreamAsOf> => {
    const { stream, ...how } = asked.value
    const address = `/audit/streams/${stream}${query(how)}`
    if (how.reason === undefined) return http.get(address, StreamAsOf, { after })
    if (looked?.address !== address) looked = { address, answer: http.get(address, StreamAsOf) }
    const look = looked
    return look.answer.catch((problem) => {
      if (looked === look) looked = undefined // nothing was shown, so it may be tried again
      throw problem
    })
  }
  const view = useView({ topics: live ? [{ view: 'audit.events', scope: 'tenant' }] : [], fetch })
  watch(asked, () => view.load())
  return view
}
