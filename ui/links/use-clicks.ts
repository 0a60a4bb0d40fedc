import { ClicksByDay, LinkAudience } from '@kontor/gateways/http/links/contract'
import { type Ref, watch } from 'vue'
import type { z } from 'zod'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import type { Period } from '../kit/period.ts'
import { useReader } from '../rewards/use-reader.ts'

/** What is known of a link's clicks in some days, live. `key` changes with the days only. */
const useFigures = <S extends z.ZodType>(linkId: string, of: 'clicks' | 'audience', schema: S, period: Ref<Period>, key: Ref<string>) => {
  const { scope } = useReader()
  const view = useView({
    topics: [{ view: 'links.clicks', scope }],
    fetch: (after) => http.get(`/links/${linkId}/${of}${query(period.value)}`, schema, { after }),
  })
  watch(key, () => void view.load())
  return view
}

/** How often it was followed, day by day. */
export const useClicks = (linkId: string, period: Ref<Period>, key: Ref<string>) => useFigures(linkId, 'clicks', ClicksByDay, period, key)

/** Where its people came from and with what, and the newest clicks. */
export const useAudience = (linkId: string, period: Ref<Period>, key: Ref<string>) => useFigures(linkId, 'audience', LinkAudience, period, key)
