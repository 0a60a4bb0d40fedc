import { platformTenant } from '@kontor/core/kernel'
import { ApprovePartner, OpenProgramme, PublishTerms, partners, programmes, RegisterPartner } from '@kontor/core/partners'
import { reserve } from '@kontor/core/reservations'
import { JoinMember, OpenTenant, tenants } from '@kontor/core/tenancy'
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

/**
 * The tenant "Demo" with its programme and people, made only by commands whose ids follow from their names: complete after the first
 * start, found done by every later one, and finished by the next if a start was cut off. Answers the position that views must reach.
 */
export const seedDemo = async (seeding: Seeding): Promise<string> => {
  const { execute, derivedId, keyed } = seeding
  const [tenantId, programmeId, partnerId] = ['tenant', 'programme', 'partner'].map((thing) => derivedId('seed-demo', thing)) as [
    string,
    string,
    string,
  ]
  const inDemo = (what: string) => systemMeta(seeding, tenantId, `demo ${what}`)
  const claim = async (kind: string, by: string) => {
    const name = { tenantId: platformTenant, key: keyed(kind, 'demo') }
    const holder = await reserve(seeding, name, { by, tenantId }, async () => true, inDemo(kind))
    if (holder.by !== by) throw new Error(`KONTOR_DEMO: the ${kind} "demo" already belongs to somebody else here`)
  }

  await claim('tenant-slug', tenantId)
  await execute(tenants, tenantId, OpenTenant({ tenantId, slug: 'demo', name: 'Demo', timeZone: 'Europe/Moscow' }, inDemo('tenant')))
  await claim('programme-slug', programmeId)
  const programme = { programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }
  await execute(programmes, programmeId, OpenProgramme(programme, inDemo('programme')))
  const terms = { programmeId, percent: '10', holdDays: 0, minimumPayout: { minor: 0n, currency: 'RUB' } }
  await execute(programmes, programmeId, PublishTerms(terms, inDemo('terms')))

  const [owner, partner, manager, admin] = [
    await ensureUser(seeding, people.owner),
    await ensureUser(seeding, people.partner),
    await ensureUser(seeding, people.manager),
    await ensureUser(seeding, people.admin),
  ]
  await ensureMembership(seeding, { userId: owner, tenantId, role: 'owner' })
  await execute(tenants, tenantId, JoinMember({ userId: owner, role: 'owner' }, inDemo('owner')))
  await ensureMembership(seeding, { userId: manager, tenantId: platformTenant, role: 'manager' })
  await ensureMembership(seeding, { userId: admin, tenantId: platformTenant, role: 'admin' })
  await ensureMembership(seeding, { userId: partner, tenantId, role: 'partner', partnerId })

  const { email, fullName: name, language } = people.partner
  const applicationKey = keyed('application', `${programmeId}:${email}`)
  await reserve(seeding, { tenantId, key: applicationKey }, { by: partnerId, tenantId }, async () => true, inDemo('application'))
  const application = { partnerId, programmeId, userId: partner, name, email, language, knownAccount: false, applicationKey }
  await execute(partners, partnerId, RegisterPartner(application, inDemo('partner')))
  const { position } = await execute(partners, partnerId, ApprovePartner({ partnerId }, inDemo('approval')))
  return position
}

/** The first platform admin, from the environment (capability I8). */
export const seedAdmin = async (seeding: Seeding, { email, password }: { email: string; password: string }): Promise<void> => {
  const userId = await ensureUser(seeding, { email: email.trim().toLowerCase(), password, fullName: email, language: 'en' })
  await ensureMembership(seeding, { userId, tenantId: platformTenant, role: 'admin' })
}
