import { z } from 'zod'
import { call } from '../call.ts'
import type { Failure } from '../classify.ts'
import type { Portal } from '../portal.ts'

/** In progress, success, failure: the only meaning of a stage that can be compared (providers.md §2.2). */
export type Semantics = 'P' | 'S' | 'F'
export type Stage = { readonly id: string; readonly name: string; readonly semantics: Semantics }

const Rows = z.array(z.object({ STATUS_ID: z.string(), NAME: z.string(), SEMANTICS: z.string().nullish() }))

/** Funnel 0 has the plain name, the others their number. */
export const stagesEntity = (funnelId: number): string => (funnelId === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${funnelId}`)

/** Undefined when the answer is not what the portal promises. */
export const stagesOf = (rows: unknown): readonly Stage[] | undefined =>
  Rows.safeParse(rows).data?.map(({ STATUS_ID, NAME, SEMANTICS }) => ({
    id: STATUS_ID,
    name: NAME,
    semantics: SEMANTICS === 'S' || SEMANTICS === 'F' ? SEMANTICS : 'P',
  }))

/** Names change seldom, and are asked for with every deal, ms. */
const fresh = 60_000
type Found = { readonly ok: true; readonly stages: readonly Stage[] } | { readonly ok: false; readonly failure: Failure }

/** The stages of a portal's funnel, remembered for a minute. */
export const stageBook = (now: () => number) => {
  const known = new Map<string, { readonly at: number; readonly stages: readonly Stage[] }>()
  return async (portal: Portal, funnelId: number, signal: AbortSignal): Promise<Found> => {
    const key = `${portal.webhookUrl} ${funnelId}`
    const remembered = known.get(key)
    if (remembered && now() - remembered.at < fresh) return { ok: true, stages: remembered.stages }
    const answer = await call(portal, 'crm.status.list', { order: { SORT: 'ASC' }, filter: { ENTITY_ID: stagesEntity(funnelId) } }, signal)
    if (!answer.ok) return answer
    const stages = stagesOf(answer.result)
    if (!stages) return { ok: false, failure: { kind: 'refused', words: 'crm.status.list: an answer that we do not understand' } }
    known.set(key, { at: now(), stages })
    return { ok: true, stages }
  }
}
export type StageBook = ReturnType<typeof stageBook>
