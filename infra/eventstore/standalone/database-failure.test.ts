import pg from 'pg'
import { expect, it } from 'vitest'
import { databaseFailure } from './database-failure.ts'

const coded = (message: string, code: string) => Object.assign(new Error(message), { code })

it.each([
  [coded('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'), 'start it, or correct the address'],
  [new AggregateError([coded('connect ECONNREFUSED ::1:5432', 'ECONNREFUSED')]), '(connect ECONNREFUSED ::1:5432): start it'],
  [Object.assign(new pg.DatabaseError('permission denied for database x', 1, 'error'), { code: '42501' }), 'grant its user what is missing'],
  [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), 'put the password into the address'],
  [new Error('Connection terminated unexpectedly'), 'start it'],
])('%s is told with what to do', (error, cure) => {
  expect(databaseFailure(error).message).toContain('The database cannot be used (')
  expect(databaseFailure(error).message).toContain(cure)
})

it('What does not come from the database is told as it is', () => {
  const error = new Error('The TLS key and certificate cannot be used: error:0A00018F:SSL routines::ee key too small')
  expect(databaseFailure(error)).toBe(error)
})
