import type { MessageOf } from '../../kernel/index.ts'
import type { ProgrammeOpened, TermsPublished } from '../events/index.ts'

export type ProgrammeEvent = MessageOf<typeof ProgrammeOpened | typeof TermsPublished>
export type Terms = Omit<MessageOf<typeof TermsPublished>['data'], 'programmeId'>
export type Programme = {
  readonly programmeId: string
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly terms: Terms | undefined
}

export const noProgramme = (): Programme => ({ programmeId: '', slug: '', name: '', currency: '', timeZone: '', terms: undefined })

export const evolveProgramme = (programme: Programme, { type, data }: ProgrammeEvent): Programme => {
  switch (type) {
    case 'partners.ProgrammeOpened':
      return { ...programme, ...data }
    case 'partners.TermsPublished': {
      const { programmeId: _, ...terms } = data
      return { ...programme, terms }
    }
  }
}
