import { AddMembership, RegisterUser, type Role, users } from '@kontor/core/identity'
import { type Meta, platformTenant, streamOf } from '@kontor/core/kernel'
import { type Holder, reserve } from '@kontor/core/reservations'
import type { HttpDeps } from '@kontor/gateways/http'

/** What seeding needs of the running machine. */
export type Seeding = Pick<HttpDeps, 'execute' | 'log' | 'credentials' | 'keyed' | 'derivedId' | 'now'>

/** Metadata of what the machine does by itself at its start. The command id follows from `what`, so a second start finds it done. */
export const systemMeta = ({ derivedId, now }: Pick<Seeding, 'derivedId' | 'now'>, tenantId: string, what: string): Meta => {
  const commandId = derivedId('seed', what)
  const at = now()
  return {
    tenantId,
    actor: { kind: 'system', id: 'start' },
    commandId,
    correlationId: commandId,
    causationId: commandId,
    occurredAt: at,
    recordedAt: at,
    source: 'start',
    schemaVersion: 1,
  }
}

export type Person = { readonly email: string; readonly password: string; readonly fullName: string; readonly language: 'ru' | 'en' }

/** Makes sure the person has an account, by the same commands as everybody's; answers their user id. An account that exists keeps its password. */
export const ensureUser = async (seeding: Seeding, { email, password, fullName, language }: Person): Promise<string> => {
  const userId = seeding.derivedId('seed-user', email)
  const emailKey = seeding.keyed('email', email)
  const meta = (step: string) => systemMeta(seeding, platformTenant, `${step} ${email}`)
  const exists = async ({ by }: Holder) => (await seeding.log.read(streamOf(users.category, platformTenant, by))).events.length > 0
  const holder = await reserve(
    seeding,
    { tenantId: platformTenant, key: emailKey },
    { by: userId, tenantId: platformTenant },
    exists,
    meta('e-mail of'),
  )
  if (holder.by !== userId) return holder.by
  if (!(await exists(holder))) await seeding.credentials.store(userId, password)
  await seeding.execute(users, userId, RegisterUser({ userId, email, fullName, emailKey, language }, meta('user')))
  return userId
}

type Joining = { readonly userId: string; readonly tenantId: string; readonly role: Role; readonly partnerId?: string }

export const ensureMembership = (seeding: Seeding, joining: Joining) => {
  const what = `membership ${joining.userId} ${joining.tenantId} ${joining.role} ${joining.partnerId ?? ''}`
  return seeding.execute(users, joining.userId, AddMembership(joining, systemMeta(seeding, platformTenant, what)))
}
