import type { Decider, MessageOf } from '../kernel/index.ts'
import { type ApprovePartner, approvePartner } from './commands/approve-partner.ts'
import { type DeactivatePartner, deactivatePartner } from './commands/deactivate-partner.ts'
import { type OpenProgramme, openProgramme } from './commands/open-programme.ts'
import { type PublishTerms, publishTerms } from './commands/publish-terms.ts'
import { type ReactivatePartner, reactivatePartner } from './commands/reactivate-partner.ts'
import { type RegisterPartner, registerPartner } from './commands/register-partner.ts'
import { type RejectPartner, rejectPartner } from './commands/reject-partner.ts'
import { type SetPartnerTerms, setPartnerTerms } from './commands/set-partner-terms.ts'
import { evolvePartner, noPartner, type Partner, type PartnerEvent } from './states/partner.ts'
import { evolveProgramme, noProgramme, type Programme, type ProgrammeEvent } from './states/programme.ts'

type PartnerCommand = MessageOf<
  typeof RegisterPartner | typeof ApprovePartner | typeof RejectPartner | typeof DeactivatePartner | typeof ReactivatePartner | typeof SetPartnerTerms
>

/** A person in a programme, from application to deactivation. Stream `partners-<tenant>.<partnerId>`. */
export const partners: Decider<PartnerCommand, Partner, PartnerEvent> = {
  category: 'partners',
  initial: noPartner,
  evolve: evolvePartner,
  decide: {
    'partners.RegisterPartner': registerPartner,
    'partners.ApprovePartner': approvePartner,
    'partners.RejectPartner': rejectPartner,
    'partners.DeactivatePartner': deactivatePartner,
    'partners.ReactivatePartner': reactivatePartner,
    'partners.SetPartnerTerms': setPartnerTerms,
  },
}

/** A programme and its versioned terms. Stream `programmes-<tenant>.<programmeId>`. */
export const programmes: Decider<MessageOf<typeof OpenProgramme | typeof PublishTerms>, Programme, ProgrammeEvent> = {
  category: 'programmes',
  initial: noProgramme,
  evolve: evolveProgramme,
  decide: { 'partners.OpenProgramme': openProgramme, 'partners.PublishTerms': publishTerms },
}
