import { setTimeout as after } from 'node:timers/promises'
import { ClickRecorded, dayKeyOf } from '@kontor/core/links'
import { projectionStates, startProjector, tablesIn } from '@kontor/projections/kernel'
import { linksProjections } from '@kontor/projections/links'
import type { Stores } from '../compose/stores.ts'
import { clickIntake } from '../links/intake.ts'
import { onData } from '../links/on-data.ts'
import { browser, keyed, makeLink } from '../links/testing.ts'
import { silent } from '../postgres/embedded/log.ts'
import { derivedId, newId } from '../secrets/index.ts'
import { print, ratio } from '../testing/bench.ts'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { viewTables } from './index.ts'

/**
 * projection.catchup: events a second from the log into the views of links, from nothing, over 200,000 clicks on 1,000 links of 50 tenants in thirty days; against
 * readAll through the same client, which decrypts nothing and writes nothing.
 */
const clicks = 200_000
const days = 30
const kinds = ['person', 'person', 'person', 'person', 'duplicate', 'bot', 'prefetch'] as const
type Link = Awaited<ReturnType<typeof makeLink>>

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T
const mark = (kind: string, ...parts: readonly string[]) => keyed(kind, parts.join('\n')).slice(kind.length + 1, kind.length + 23)

/** As the redirect writes it. */
const clickOf = ({ linkId, code, partnerId, tenantId }: Link, at: Date) => {
  const [clickId, now, address] = [newId(), at.toISOString(), `10.0.${Math.floor(Math.random() * 8)}.${Math.floor(Math.random() * 256)}`]
  const day = now.slice(0, 10)
  const marks = {
    visit: mark('visit', linkId, day, address),
    visitor: mark('visitor', tenantId, address),
    dayKey: dayKeyOf(derivedId, tenantId, day),
  }
  const told = { kind: anyOf(kinds), day, browser: 'Chrome', device: 'desktop' as const, refererHost: 'blog.test', referer: 'https://blog.test/post' }
  const meta = { tenantId, actor: { kind: 'visitor' as const, id: 'visitor' }, commandId: clickId, correlationId: clickId, causationId: clickId }
  const times = { occurredAt: now, recordedAt: now, source: 'http', schemaVersion: 1 }
  return ClickRecorded({ clickId, linkId, code, partnerId, address, userAgent: browser, ...marks, ...told }, { ...meta, ...times })
}

const layGround = async (stores: Stores) => {
  const tenants = Array.from({ length: 50 }, () => newId())
  const links: Link[] = []
  for (let at = 0; at < 20; at++) links.push(...(await Promise.all(tenants.map((tenantId) => makeLink(stores, { tenantId, timeZone: 'UTC' })))))
  const intake = clickIntake({ log: stores.log, newId, now: () => new Date().toISOString() })
  const began = Date.UTC(2026, 0, 1)
  let position = '0'
  for (let at = 0; at < clicks; at += 2_000) {
    const atOnce = Array.from({ length: 2_000 }, (_, n) => clickOf(anyOf(links), new Date(began + ((at + n) / clicks) * days * 86_400_000)))
    position = (await Promise.all(atOnce.map(intake.record))).at(-1)?.position ?? position
  }
  await intake.close()
  return position
}

const readAll = async ({ client }: Stores) => {
  const began = performance.now()
  let read = 0
  for await (const { event } of client.readAll({})) if (event?.type === 'links.ClickRecorded') read += 1
  return read / ((performance.now() - began) / 1_000)
}

/** From no tables at all to the last click in all of them. */
const catchUp = async ({ databases, feed, pools }: Stores, position: string) => {
  const tables = viewTables(databases)
  for (const { name } of linksProjections)
    await tables.asOwner(tablesIn(await tables.sqlOf(name)).map((table) => `drop table if exists views.${table}`))
  const began = performance.now()
  const projector = await startProjector({ projections: linksProjections, feed, pool: pools.projector, tables, log: silent })
  const isThere = async () => (await projectionStates(pools.platform)).every((view) => BigInt(view.position) >= BigInt(position))
  while (!(await isThere())) await after(20)
  const took = performance.now() - began
  await projector.stop()
  return clicks / (took / 1_000)
}

const dataDir = dataFolder()
try {
  await onData(dataDir, async (stores) => {
    const position = await layGround(stores)
    await readAll(stores)
    await catchUp(stores, position)
    const figure = await ratio(
      'projection.catchup',
      'ratio to readAll through the same client',
      () => catchUp(stores, position),
      () => readAll(stores),
    )
    print({ ...figure, detail: { clicks, views: linksProjections.map(({ name }) => name), ...figure.detail } })
  })
} finally {
  removeDataFolder(dataDir)
}
