import { type EventLog, erased, type MessageOf, streamOf } from '@kontor/core/kernel'
import { PartnerRegistered, ProgrammeOpened, partners, programmes } from '@kontor/core/partners'
import type { Recipient } from '../compose.ts'

export type Applicant = Recipient & { readonly programme: string; readonly knownAccount: boolean }

type Log = Pick<EventLog, 'read'>

const firstOf = async <F extends { readonly type: string } & ((...args: never[]) => unknown)>(log: Log, stream: string, declared: F) => {
  const { events } = await log.read(stream)
  return events.find(({ type }) => type === declared.type) as MessageOf<F> | undefined
}

/** Whom a letter about this partner goes to, by the log alone. Undefined once the person is erased: nobody is left to write to. */
export const applicantOf = async (log: Log, tenantId: string, partnerId: string): Promise<Applicant | undefined> => {
  const registered = await firstOf(log, streamOf(partners.category, tenantId, partnerId), PartnerRegistered)
  if (!registered || registered.data.email === erased) return undefined
  const { name, email, language, programmeId, knownAccount } = registered.data
  const opened = await firstOf(log, streamOf(programmes.category, tenantId, programmeId), ProgrammeOpened)
  return { name, email, language, knownAccount, programme: opened?.data.name ?? '' }
}
