import type { CommonQueryMethods } from 'slonik'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { ProgrammeItem } from './view.ts'

const list = 'partners.programmes'

const columns = sql.fragment`
  programme_id as "programmeId", slug, name, currency, time_zone as "timeZone", terms, created_at as "createdAt"`

/** Newest first. Names no tenant: the request's role and setting, and the table's policy, do. */
export const listProgrammes = async (db: CommonQueryMethods, { cursor, limit }: Page) => {
  const [createdAt, programmeId] = cursor ? openCursor(list, cursor) : []
  const onward =
    createdAt && programmeId ? sql.fragment`(created_at, programme_id) < (${createdAt}::timestamptz, ${programmeId})` : sql.fragment`true`
  const rows = await db.any(sql.type(ProgrammeItem)`
    select ${columns} from partners_programmes where ${onward} order by created_at desc, programme_id desc limit ${limit + 1}`)
  return page(list, rows, limit, (row) => [row.createdAt, row.programmeId])
}

/** Null when there is no such programme for whoever asks. */
export const findProgramme = (db: CommonQueryMethods, programmeId: string): Promise<ProgrammeItem | null> =>
  db.maybeOne(sql.type(ProgrammeItem)`select ${columns} from partners_programmes where programme_id = ${programmeId}`)
