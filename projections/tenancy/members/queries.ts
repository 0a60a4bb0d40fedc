import type { CommonQueryMethods } from 'slonik'
import { sql } from '../../kernel/index.ts'
import { Member } from './view.ts'

/** Everyone who works in the tenant, who joined last first. Names no tenant: the request's role and setting, and the table's policy, do. */
export const listMembers = async (db: CommonQueryMethods) => ({
  items: [
    ...(await db.any(sql.type(Member)`
      select user_id as "userId", name, role, joined_at as "joinedAt" from tenancy_members order by joined_at desc, user_id desc`)),
  ],
})
