import { Currency, Id, Language, Line, Money, Percent, Prose, Slug, TimeZone } from '@kontor/core/kernel'
import { PartnerListItem, PartnerStatus } from '@kontor/projections/partners/list/view'
import { ProgrammeItem, TermsView } from '@kontor/projections/partners/programmes/view'
import { z } from 'zod'
import { Accepted, AfterQuery, List, PageQuery, Position } from '../contract.ts'

export { Accepted, PageQuery, PartnerListItem, PartnerStatus, ProgrammeItem, TermsView }

/** NIST 800-63B-4: length, strength and a block list decide; no composition rules. Strength is checked after the shape. */
const NewPassword = z.string().min(12).max(256)

export const Application = z.strictObject({
  programme: Slug,
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  password: NewPassword,
  name: Line(120),
  company: Line(160).optional(),
  phone: Line(40).optional(),
  consent: z.literal(true),
  /** The language of the letters; the browser's by default. */
  language: Language.optional(),
})
export const ApplicationSent = z.strictObject({ partnerId: Id, status: z.literal('pending'), position: Position })

/** What the waiting room shows, opened by the ticket of the sign-in. */
export const MyApplication = z.strictObject({
  partnerId: Id,
  status: PartnerStatus,
  name: z.string(),
  reason: z.string().nullable(),
  programme: z.strictObject({ slug: Slug, name: z.string() }),
  tenant: z.strictObject({ slug: Slug, name: z.string() }),
  createdAt: z.string(),
})

export const PartnersQuery = PageQuery.extend({ status: PartnerStatus.optional(), q: z.string().trim().min(1).max(200).optional() })
const Amounts = z.array(z.object({ minor: z.string(), currency: Currency }))
/** Since the beginning; sums one line a currency. `clicks` are people's; `owed` is what is available, held or requested now. */
export const PartnerTotals = z.strictObject({
  links: z.int(),
  clicks: z.int(),
  customers: z.int(),
  won: z.int(),
  amount: Amounts,
  reward: Amounts,
  owed: Amounts,
})
export type PartnerTotals = z.output<typeof PartnerTotals>
export const PartnerItem = PartnerListItem.extend({ totals: PartnerTotals })
export type PartnerItem = z.output<typeof PartnerItem>
export const PartnerList = List(PartnerItem)
export const PartnerId = z.strictObject({ partnerId: Id })
export const Rejection = z.strictObject({ reason: Prose(500) })
export const PartnerTerms = z.strictObject({ percent: Percent })

/** A partner's own page: who they are here, and what they earn. */
export const MyPartner = z.strictObject({
  partnerId: Id,
  name: z.string(),
  percent: Percent.nullable(),
  programme: z.strictObject({ programmeId: Id, slug: Slug, name: z.string(), currency: Currency, timeZone: z.string() }),
  terms: TermsView.nullable(),
})
export type MyPartner = z.output<typeof MyPartner>

export const ProgrammeList = List(ProgrammeItem)
export const NewProgramme = z.strictObject({ slug: Slug, name: Line(120), currency: Currency, timeZone: TimeZone })
export const ProgrammeOpened = Accepted.extend({ programmeId: Id })
export const ProgrammeId = z.strictObject({ programmeId: Id })
export const NewTerms = z.strictObject({
  percent: Percent,
  holdDays: z.int().min(0).max(365),
  minimumPayout: z.strictObject(Money.shape).refine(({ minor }) => minor >= 0n, 'a minimum is not negative'),
})

/** What anybody may know of a programme before applying. */
export const ProgrammeSlug = z.strictObject({ slug: Slug })
export const PublicProgramme = z.strictObject({
  slug: Slug,
  name: z.string(),
  tenantName: z.string(),
  currency: Currency,
  terms: TermsView.nullable(),
})
export type PublicProgramme = z.output<typeof PublicProgramme>
export { AfterQuery }
