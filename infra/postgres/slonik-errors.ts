import type { DatabaseError } from 'pg'
import {
  BackendTerminatedError,
  BackendTerminatedUnexpectedlyError,
  CheckExclusionConstraintViolationError,
  CheckIntegrityConstraintViolationError,
  ForeignKeyIntegrityConstraintViolationError,
  IdleTransactionTimeoutError,
  InputSyntaxError,
  InvalidInputError,
  NotNullIntegrityConstraintViolationError,
  StatementCancelledError,
  StatementTimeoutError,
  UniqueIntegrityConstraintViolationError,
} from 'slonik'

type Query = { readonly text: string; readonly values?: unknown[] }
type Translate = (error: DatabaseError, query: Query) => Error

const byCode: Readonly<Record<string, Translate>> = {
  '22P02': (error) => new InvalidInputError(error.message),
  '23502': (error) => new NotNullIntegrityConstraintViolationError(error),
  '23503': (error) => new ForeignKeyIntegrityConstraintViolationError(error),
  '23505': (error) => new UniqueIntegrityConstraintViolationError(error),
  '23P01': (error) => new CheckExclusionConstraintViolationError(error),
  '23514': (error) => new CheckIntegrityConstraintViolationError(error),
  '25P03': (error) => new IdleTransactionTimeoutError(error),
  '42601': (error, query) => new InputSyntaxError(error, { sql: query.text, values: [] }),
  '57014': (error) => (error.message.includes('user request') ? new StatementCancelledError(error) : new StatementTimeoutError(error)),
  '57P01': (error) => new BackendTerminatedError(error),
}

/** pg's error as the one of slonik's that its callers catch; what has no class there stays as it is. */
export const slonikError = (error: Error, query: Query = { text: '' }): Error => {
  const message = error.message.toLowerCase()
  if (message.includes('connection terminated unexpectedly')) return new BackendTerminatedUnexpectedlyError(error)
  if (message.includes('connection terminated')) return new BackendTerminatedError(error)
  return byCode[(error as DatabaseError).code ?? '']?.(error as DatabaseError, query) ?? error
}
