import { z } from 'zod'
import { Currency, type Decide, define, Id, Line, type MessageOf, Slug, TimeZone } from '../../kernel/index.ts'
import { ProgrammeOpened } from '../events/index.ts'
import type { Programme, ProgrammeEvent } from '../states/programme.ts'

export const OpenProgramme = define(
  'partners.OpenProgramme',
  z.object({ programmeId: Id, slug: Slug, name: Line(120), currency: Currency, timeZone: TimeZone }),
)

/** The reservation of the slug went before. */
export const openProgramme: Decide<MessageOf<typeof OpenProgramme>, Programme, ProgrammeEvent> = ({ data, meta }, programme) =>
  programme.programmeId ? [] : [ProgrammeOpened(data, meta)]
