import { Checklist, ChecklistStep } from '@kontor/projections/tenancy/checklist/view'
import { AfterQuery } from '../contract.ts'

export { AfterQuery, Checklist, ChecklistStep }
