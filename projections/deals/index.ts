import { dealsCrms } from './crms/project.ts'
import { dealsCustomers } from './customers/project.ts'
import { dealsList } from './list/project.ts'

export { findCustomer, listCustomers } from './customers/queries.ts'
export { findDeal, listDeals } from './list/queries.ts'

/** Every view of this capability, for the runner. */
export const dealsProjections = [dealsCrms, dealsCustomers, dealsList]
