import { nobodys, partner, type Sample, staff, staffAndPartner } from '../bad-input/sample.ts'

const ofCustomer = { foreign: { customerId: nobodys } }
const ofDeal = { foreign: { dealId: nobodys } }
const amount = { minor: '125000', currency: 'RUB' }

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const dealsSamples: Readonly<Record<string, Sample>> = {
  'get /customers': { who: staffAndPartner },
  'get /customers/{customerId}': { who: staffAndPartner, ...ofCustomer },
  'post /customers': {
    who: partner,
    body: { name: 'Anna', phone: '+7 900 123-45-67', email: 'anna@mail.test', company: 'Co', comment: 'Call in the evening' },
  },
  'post /customers/check': { who: partner, body: { phone: '+7 900 123-45-67', email: 'anna@mail.test' } },
  'post /customers/{customerId}/dismiss-duplicate': { who: staff, ...ofCustomer, body: {} },
  'get /deals': { who: staffAndPartner },
  'get /deals/{dealId}': { who: staffAndPartner, ...ofDeal },
  'get /deals/{dealId}/history': { who: staffAndPartner, ...ofDeal },
  'post /deals/{dealId}/win': { who: staff, ...ofDeal, body: { amount } },
  'post /deals/{dealId}/lose': { who: staff, ...ofDeal, body: { reason: 'Bought elsewhere' } },
  'post /deals/{dealId}/refund': { who: staff, ...ofDeal, body: { amount, externalId: 'refund-1' } },
  'post /deals/{dealId}/push': { who: staff, ...ofDeal, body: {} },
}
