import { LinkShown } from '@kontor/gateways/http/links/contract'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from '../rewards/use-reader.ts'

/** One link with its figures, live. */
export const useLink = (linkId: string) => {
  const { scope } = useReader()
  return useView({
    topics: [
      { view: 'links.list', scope },
      { view: 'links.clicks', scope },
    ],
    fetch: (after) => http.get(`/links/${linkId}`, LinkShown, { after }),
  })
}
