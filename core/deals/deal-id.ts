/** The deal that a customer's referral opens: one a customer, whichever event asks for it. `derivedId` is the edge's UUIDv5 of scope and key. */
export const dealIdOf = (derivedId: (scope: string, key: string) => string, customerId: string): string => derivedId('deal', customerId)
