import type { MessageOf } from '../../kernel/index.ts'
import type { CustomerAttributed, CustomerReferred, DuplicateDismissed } from '../events/index.ts'

export type CustomerEvent = MessageOf<typeof CustomerReferred | typeof CustomerAttributed | typeof DuplicateDismissed>
export type Customer =
  | { readonly status: 'none' }
  | {
      readonly status: 'referred' | 'duplicate'
      readonly customer: MessageOf<typeof CustomerReferred>['data']
      readonly attribution: MessageOf<typeof CustomerAttributed>['data'] | undefined
    }

export const noCustomer = (): Customer => ({ status: 'none' })

/** Somebody whom another partner brought first is a duplicate until the operator says otherwise. */
export const evolveCustomer = (state: Customer, { type, data }: CustomerEvent): Customer => {
  if (type === 'deals.CustomerReferred')
    return { status: data.duplicateOfPartnerId ? 'duplicate' : 'referred', customer: data, attribution: undefined }
  if (state.status === 'none') return state
  switch (type) {
    case 'deals.CustomerAttributed':
      return { ...state, attribution: data }
    case 'deals.DuplicateDismissed':
      return { ...state, status: 'referred' }
  }
}
