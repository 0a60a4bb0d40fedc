import { ConnectCrm, crms } from '@kontor/core/deals'
import { platformTenant, streamOf } from '@kontor/core/kernel'
import { OpenProgramme, PublishTerms, programmes } from '@kontor/core/partners'
import { reserve } from '@kontor/core/reservations'
import { JoinMember, OpenTenant, tenants } from '@kontor/core/tenancy'
import type { HttpDeps } from '@kontor/gateways/http'
import { dayMs } from './demo/calendar.ts'
import { type HistoryPorts, tellHistory } from './demo/history.ts'
import { days } from './demo/plan.ts'
import { tellPartner } from './demo/tell-partners.ts'
import { metaAt, type TellingPorts } from './demo/telling.ts'
import { ensureMembership, ensureUser, type Person, type Seeding, systemMeta } from './people.ts'

/** Seeded for the demo only, outside the password rules (api.md "Demo"). */
const password = 'kontor-demo-2026'
const person = (name: string, fullName: string): Person => ({ email: `${name}@demo.test`, password, fullName, language: 'ru' })
const people = {
  owner: person('owner', 'Ольга Владимирова'),
  partner: person('partner', 'Павел Партнёров'),
  manager: person('manager', 'Мария Менеджерова'),
  admin: person('admin', 'Андрей Администраторов'),
} as const

/** In the order of the sign-in page's "Enter as". */
export const demoPeople = (['owner', 'partner', 'manager', 'admin'] as const).map((role) => ({ role, email: people[role].email, password }))

/** How long ago the tenant opened, in days: just before its history begins. */
const openedDaysAgo = days + 1
const rouble = { minor: 0n, currency: 'RUB' }
/** Percent, and since how many days ago. The last one holds now; the stories of the demo fall under it. */
const versions = [
  ['8', openedDaysAgo],
  ['12', 110],
  ['10', 80],
] as const

/** When the tenant was first told, which is where its history ends: a start that goes on with what another began tells the same story. */
const endOf = async ({ log }: Seeding, tenantId: string, fallback: string) => {
  const { events } = await log.read(streamOf(tenants.category, tenantId, tenantId))
  return events[0]?.meta.recordedAt ?? fallback
}

const tellTenant = async (seeding: Seeding, tenantId: string) => {
  const { now } = seeding
  const opened = metaAt({ ...seeding, tenantId }, 'tenant', Date.parse(now()) - openedDaysAgo * dayMs, undefined, Date.parse(now()))
  await seeding.execute(tenants, tenantId, OpenTenant({ tenantId, slug: 'demo', name: 'Demo', timeZone: 'Europe/Moscow' }, opened))
}

const tellProgramme = async (seeding: Seeding, tenantId: string, programmeId: string, ago: (days: number) => number) => {
  const meta = (what: string, daysAgo: number) => metaAt({ ...seeding, tenantId }, what, ago(daysAgo))
  const programme = { programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }
  await seeding.execute(programmes, programmeId, OpenProgramme(programme, meta('programme', openedDaysAgo)))
  for (const [percent, since] of versions) {
    const terms = { programmeId, percent, holdDays: 0, minimumPayout: rouble }
    await seeding.execute(programmes, programmeId, PublishTerms(terms, meta(`terms ${percent}`, since)))
  }
  const crm = { crm: 'bitrix24' as const, portal: 'sandbox', entity: 'deal' as const, funnelId: 0, reconcileSeconds: 10 }
  await seeding.execute(crms, tenantId, ConnectCrm(crm, meta('crm', openedDaysAgo)))
}

/**
 * The tenant "Demo" with its programme and people, made only by commands whose ids follow from their names: complete after the first
 * start, found done by every later one, and finished by the next if a start was cut off. With `history`, six months of life besides. Answers the position that
 * views must reach.
 */
export const seedDemo = async (seeding: TellingPorts & Pick<HttpDeps, 'head'>, history?: Omit<HistoryPorts, keyof TellingPorts>): Promise<string> => {
  const { execute, derivedId, keyed } = seeding
  const [tenantId, programmeId] = ['tenant', 'programme'].map((thing) => derivedId('seed-demo', thing)) as [string, string]
  const claim = async (kind: string, by: string) => {
    const name = { tenantId: platformTenant, key: keyed(kind, 'demo') }
    const holder = await reserve(seeding, name, { by, tenantId }, async () => true, systemMeta(seeding, tenantId, `demo ${kind}`))
    if (holder.by !== by) throw new Error(`KONTOR_DEMO: the ${kind} "demo" already belongs to somebody else here`)
  }

  await claim('tenant-slug', tenantId)
  await tellTenant(seeding, tenantId)
  const end = await endOf(seeding, tenantId, seeding.now())
  const ago = (daysAgo: number) => Date.parse(end) - daysAgo * dayMs
  await claim('programme-slug', programmeId)
  await tellProgramme(seeding, tenantId, programmeId, ago)

  const [owner, manager, admin] = [
    await ensureUser(seeding, people.owner),
    await ensureUser(seeding, people.manager),
    await ensureUser(seeding, people.admin),
  ]
  await ensureMembership(seeding, { userId: owner, tenantId, role: 'owner' })
  await execute(tenants, tenantId, JoinMember({ userId: owner, role: 'owner' }, metaAt({ ...seeding, tenantId }, 'owner', ago(openedDaysAgo))))
  await ensureMembership(seeding, { userId: manager, tenantId: platformTenant, role: 'manager' })
  await ensureMembership(seeding, { userId: admin, tenantId: platformTenant, role: 'admin' })
  const joined = { n: 'partner', person: people.partner, company: undefined, at: ago(days), approvedAt: ago(days) + 3_600_000 }
  const partner = await tellPartner(seeding, { tenantId, programmeId }, joined)
  if (history) await tellHistory({ ...seeding, ...history }, { tenantId, programmeId, ownerId: owner, partner, end })
  return seeding.head()
}

/** The first platform admin, from the environment (capability I8). */
export const seedAdmin = async (seeding: Seeding, { email, password }: { email: string; password: string }): Promise<void> => {
  const userId = await ensureUser(seeding, { email: email.trim().toLowerCase(), password, fullName: email, language: 'en' })
  await ensureMembership(seeding, { userId, tenantId: platformTenant, role: 'admin' })
}
