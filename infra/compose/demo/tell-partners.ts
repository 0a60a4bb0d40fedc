import { ApprovePartner, partners, RegisterPartner } from '@kontor/core/partners'
import { reserve } from '@kontor/core/reservations'
import { ensureMembership, ensureUser, type Person } from '../people.ts'
import { calendar } from './calendar.ts'
import { applicantNames, partnerNames } from './cast.ts'
import { dice } from './dice.ts'
import { days } from './plan.ts'
import { idOf, metaAt, type Telling, type TellingPorts } from './telling.ts'

type Place = Pick<Telling, 'tenantId' | 'programmeId'>
type Applicant = {
  readonly n: string
  readonly person: Person
  readonly company: string | undefined
  readonly at: number
  readonly approvedAt: number | undefined
}

/** One person's way into the programme, by the same commands as everybody's (design.md §4, Applying). */
export const tellPartner = async (ports: TellingPorts, place: Place, { n, person, company, at, approvedAt }: Applicant) => {
  const { tenantId, programmeId } = place
  const telling = { ...ports, ...place }
  const partnerId = idOf(ports, n)
  const meta = (step: string, when = at) => metaAt(telling, `${n} ${step}`, when)
  const userId = await ensureUser(ports, person)
  await ensureMembership(ports, { userId, tenantId, role: 'partner', partnerId })
  const { email, fullName: name, language } = person
  const applicationKey = ports.keyed('application', `${programmeId}:${email}`)
  await reserve(ports, { tenantId, key: applicationKey }, { by: partnerId, tenantId }, async () => true, meta('application'))
  const application = { partnerId, programmeId, userId, name, email, language, knownAccount: false, applicationKey, ...(company && { company }) }
  await ports.execute(partners, partnerId, RegisterPartner(application, meta('registered')))
  if (approvedAt !== undefined) await ports.execute(partners, partnerId, ApprovePartner({ partnerId }, meta('approved', approvedAt)))
  return { partnerId, userId }
}

const password = 'kontor-demo-2026'
const person = (name: string, fullName: string): Person => ({ email: `${name}@demo.test`, password, fullName, language: 'ru' })

/** The rest of the network, and the three who wait for a decision. Answers the partners after the first, in the order of the cast. */
export const tellNetwork = async (ports: TellingPorts, place: Place, end: string) => {
  const { at } = calendar(end)
  const roll = dice(7)
  const joined: { partnerId: string; userId: string }[] = []
  for (const [index, [fullName, company]] of partnerNames.slice(1).entries()) {
    const when = at(days - 1 - Math.floor(index / 3), 10 + (index % 6), roll.int(0, 59))
    joined.push(
      await tellPartner(ports, place, {
        n: `partner ${index + 2}`,
        person: person(`partner${index + 2}`, fullName),
        company,
        at: when,
        approvedAt: when + 3_600_000,
      }),
    )
  }
  for (const [index, [fullName, company]] of applicantNames.entries())
    await tellPartner(ports, place, {
      n: `applicant ${index + 1}`,
      person: person(`applicant${index + 1}`, fullName),
      company,
      at: at(index + 1, 12, 10 * index),
      approvedAt: undefined,
    })
  return joined
}
