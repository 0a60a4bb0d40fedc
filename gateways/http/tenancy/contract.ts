import { erased } from '@kontor/core/kernel'
import { Checklist, ChecklistStep } from '@kontor/projections/tenancy/checklist/view'
import { Member } from '@kontor/projections/tenancy/members/view'
import { AfterQuery, List } from '../contract.ts'

export { AfterQuery, Checklist, ChecklistStep, erased }
export const MemberList = List(Member)
