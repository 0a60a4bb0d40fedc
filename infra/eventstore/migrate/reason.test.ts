import { expect, it } from 'vitest'
import { isAway, reasonOf } from './reason.ts'

const away = (last: string) => `14 UNAVAILABLE: No connection established. Last error: ${last}. Resolution note: `
const tls = 'Error: 408D:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/tlsany_meth.c:77:\n'

it.each([
  [away('Error: connect ECONNREFUSED 127.0.0.1:1'), 'connect ECONNREFUSED 127.0.0.1:1'],
  [away(tls), 'wrong version number'],
  ['14 UNAVAILABLE: Name resolution failed for target dns:part-of-a-password@store:2113', 'Name resolution failed'],
  ['16 UNAUTHENTICATED: The name or the password is wrong', 'The name or the password is wrong'],
  ['Failed to discover after 10 attempts.', 'Failed to discover after 10 attempts'],
])('%s is one short line', (message, reason) => expect(reasonOf(new Error(message))).toBe(reason))

it('A server that is away is told from one that refuses', () => {
  expect(isAway(new Error(away('Error: connect ECONNREFUSED 127.0.0.1:1')))).toBe(true)
  expect(isAway(new Error('7 PERMISSION_DENIED: Access Denied'))).toBe(false)
})
