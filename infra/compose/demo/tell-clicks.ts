import type { Touch } from '@kontor/core/deals'
import type { MessageOf } from '@kontor/core/kernel'
import { ClickRecorded, CreateLink, dayKeyOf, intakeBatch, intakeStream, links } from '@kontor/core/links'
import { calendar, iso } from './calendar.ts'
import { agents, refererHosts, robot } from './cast.ts'
import type { Plan } from './plan.ts'
import type { PlannedClick, PlannedLink } from './planned.ts'
import { idOf, inLanes, metaAt, type Telling } from './telling.ts'

export const linkIdOf = (telling: Telling, n: number) => idOf(telling, `link ${n}`)
const clickIdOf = (telling: Telling, n: number) => idOf(telling, `click ${n}`)

export const tellLinks = (telling: Telling, { links: planned }: Plan) =>
  inLanes(planned, async ({ n, partner, title, type, at }) => {
    const linkId = linkIdOf(telling, n)
    const code = telling.linkCode(linkId)
    const partnerId = telling.partners[partner]?.partnerId ?? ''
    const { programmeId } = telling
    const target =
      type === 'direct' ? { targetUrl: `https://shop.demo.test/?page=${n + 1}`, utm: { source: 'partner', campaign: `link-${n + 1}` } } : {}
    const link = { linkId, code, partnerId, programmeId, timeZone: 'Europe/Moscow', type, title, ...target }
    await telling.execute(links, code, CreateLink(link, metaAt(telling, `link ${n}`, at)))
  })

const clickOf = (telling: Telling, link: PlannedLink, { n, at, visitor, kind }: PlannedClick): MessageOf<typeof ClickRecorded> => {
  const day = calendar(iso(at)).day(at)
  const [browser, device, agent] = agents[Math.abs(visitor) % agents.length] ?? agents[0]
  const refererHost = refererHosts[(Math.abs(visitor) + link.n) % refererHosts.length]
  const clickId = clickIdOf(telling, n)
  const linkId = linkIdOf(telling, link.n)
  const isBot = kind === 'bot'
  const seen = {
    visit: telling.derivedId('demo visit', `${link.n} ${day} ${visitor}`).slice(0, 22),
    visitor: telling.derivedId('demo visitor', String(visitor)).slice(0, 22),
    address: `203.0.113.${Math.abs(visitor) % 250}`,
    userAgent: isBot ? robot : agent,
  }
  const partnerId = telling.partners[link.partner]?.partnerId ?? ''
  const words = { browser: isBot ? 'YandexBot' : browser, device: isBot ? ('other' as const) : device }
  const place = {
    clickId,
    linkId,
    code: telling.linkCode(linkId),
    partnerId,
    kind,
    day,
    dayKey: dayKeyOf(telling.derivedId, telling.tenantId, day),
  }
  const referer = refererHost && { refererHost, referer: `https://${refererHost}/` }
  const meta = { ...metaAt(telling, `click ${n}`, at, { kind: 'visitor', id: 'visitor' }), commandId: clickId }
  return ClickRecorded({ ...place, ...words, ...seen, ...referer }, meta)
}

/** One intake stream a day of the history, as one writer that had run all the while would have left it. Answers where each click stands. */
export const tellClicks = async (telling: Telling, { clicks, links: planned }: Plan): Promise<ReadonlyMap<number, Touch>> => {
  const writer = idOf(telling, 'clicks')
  const places = new Map<number, Touch>()
  const byDay = Map.groupBy(clicks, ({ at }) => intakeStream(writer, iso(at)))
  await inLanes([...byDay], async ([stream, ofDay]) => {
    for (let from = 0; from < ofDay.length; from += intakeBatch) {
      const events = ofDay.slice(from, from + intakeBatch).flatMap((click, index) => {
        const link = planned[click.link]
        if (!link) return []
        const event = clickOf(telling, link, click)
        const { clickId, linkId, partnerId } = event.data
        const revision = String(from + index)
        places.set(click.n, { clickId, linkId, partnerId, occurredAt: event.meta.occurredAt, stream, revision })
        return [{ id: clickId, event }]
      })
      await telling.log.append(stream, from === 0 ? 'no-stream' : BigInt(from - 1), events)
    }
  })
  return places
}
