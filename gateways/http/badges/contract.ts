import { Badges } from '@kontor/projections/badges/counters/view'
import { AfterQuery } from '../contract.ts'

export { AfterQuery, Badges }
