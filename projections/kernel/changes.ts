import type { StoredEvent } from '@kontor/core/kernel'
import { z } from 'zod'
import type { Projection } from './projection.ts'

/** The channel on which each batch is announced with its own commit, so that nobody hears of rows they cannot read yet. */
export const viewsChannel = 'kontor_views'

/** In place of a tenant's id: every tenant's. */
export const everyTenant = '*'

const ViewChange = z.object({
  view: z.string(),
  /** `*` when it concerns every tenant: after a rebuild, or when too much changed to be told. */
  tenantId: z.string(),
  position: z.string(),
  /** Absent: any partner's screens may have changed. Empty: none, only those of the tenant's own people. */
  partnerIds: z.array(z.string()).optional(),
  /** Absent: any row may have changed. */
  ids: z.array(z.string()).optional(),
  /** Who did it, when it was one person. */
  actor: z.string().optional(),
})
/** One change of a view as announced after its transaction. */
export type ViewChange = z.output<typeof ViewChange>

const Announcement = z.object({
  // Whoever hears it compares positions as numbers.
  position: z.string().regex(/^\d{1,20}$/),
  views: z.array(z.string()),
  all: z.literal(true).optional(),
  changes: z.array(ViewChange.omit({ position: true })),
})
export type Announcement = z.output<typeof Announcement>

/** What the events of one batch change on screens, one entry a tenant. */
export const changesOf = ({ name, touches }: Projection, events: readonly StoredEvent[]): Announcement['changes'] => {
  const byTenant = new Map<string, { partners: Set<string> | 'any'; ids: Set<string> | 'any'; actors: Set<string> }>()
  for (const event of events) {
    for (const { tenantId, partnerIds, id } of touches(event)) {
      const change = byTenant.get(tenantId) ?? { partners: new Set<string>(), ids: new Set<string>(), actors: new Set<string>() }
      change.partners = partnerIds && change.partners !== 'any' ? change.partners.union(new Set(partnerIds)) : 'any'
      change.ids = id !== undefined && change.ids !== 'any' ? change.ids.add(id) : 'any'
      change.actors.add(event.meta.actor.id)
      byTenant.set(tenantId, change)
    }
  }
  return [...byTenant].map(
    ([
      tenantId,
      {
        partners,
        ids,
        actors: [actor, another],
      },
    ]) => ({
      view: name,
      tenantId,
      ...(partners !== 'any' && { partnerIds: [...partners] }),
      ...(ids !== 'any' && { ids: [...ids] }),
      ...(actor !== undefined && another === undefined && { actor }),
    }),
  )
}

/** Postgres refuses a NOTIFY of 8,000 bytes and more. */
const limit = 7_999

/** The payload for one batch: less exact the more there is to tell, and never too long to be told. */
export const announce = (announcement: Announcement): string => {
  const { position, views, changes } = announcement
  const forms: readonly Announcement[] = [
    announcement,
    { ...announcement, changes: changes.map(({ ids: _, ...change }) => change) },
    { ...announcement, changes: changes.map(({ ids: _, partnerIds: __, ...change }) => change) },
  ]
  const least: Announcement = { position, views, all: true, changes: [] }
  return forms.map((form) => JSON.stringify(form)).find((text) => Buffer.byteLength(text) <= limit) ?? JSON.stringify(least)
}

/** Reads a payload. Undefined for one that is not ours: anybody who may connect may NOTIFY. */
export const heard = (payload: string): (Omit<Announcement, 'changes'> & { readonly changes: readonly ViewChange[] }) | undefined => {
  const { data } = Announcement.safeParse(parsed(payload))
  if (!data) return undefined
  const { position, views, all } = data
  const changes = all ? views.map((view) => ({ view, tenantId: everyTenant })) : data.changes
  return { ...data, changes: changes.map((change) => ({ ...change, position })) }
}

const parsed = (payload: string): unknown => {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
