import { expect, test } from 'vitest'
import { classify } from './classify.ts'

test.each([
  [
    { code: 'EENVELOPE', responseCode: 451, response: '451 4.7.1 Greylisted, come back' },
    { is: 'retry', reason: 'SMTP 451 4.7.1' },
  ],
  [
    { code: 'ECONNECTION', responseCode: 421, response: '421 too many connections' },
    { is: 'retry', reason: 'SMTP 421' },
  ],
  [
    { code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 <ann@a.test> no such user' },
    { is: 'parked', reason: 'SMTP 550 5.1.1' },
  ],
  [
    { code: 'EMESSAGE', responseCode: 552, response: '552 too large' },
    { is: 'parked', reason: 'SMTP 552' },
  ],
  [
    { code: 'EAUTH', responseCode: 535, response: '535-5.7.8 Username and password not accepted' },
    { is: 'parked', reason: 'SMTP 535 5.7.8' },
  ],
  [
    { code: 'ESOCKET', syscall: 'connect' },
    { is: 'retry', reason: 'no connection to the mail server (ESOCKET)' },
  ],
  [{ code: 'EDNS' }, { is: 'retry', reason: 'no connection to the mail server (EDNS)' }],
  [{ code: 'EENVELOPE' }, { is: 'parked', reason: 'the mail library refused (EENVELOPE)' }],
  [{ code: 'ETIMEDOUT' }, { is: 'unknown', detail: 'the connection broke while sending (ETIMEDOUT)' }],
  [{ code: 'ECONNECTION' }, { is: 'unknown', detail: 'the connection broke while sending (ECONNECTION)' }],
  [{}, { is: 'unknown', detail: 'the connection broke while sending (no code)' }],
])('%o', (error, outcome) => expect(classify(error)).toEqual(outcome))
