import { storeSchema } from '../eventstore/server/schema.ts'

/** The tables of the embedded event store and who may use them: `kontor_store`, nobody else. Repeatable, so it runs at each start. */
export const storeStatements = (): readonly string[] => [
  storeSchema('eventstore'),
  'grant select, insert, update, delete on all tables in schema eventstore to kontor_store',
  'grant usage on all sequences in schema eventstore to kontor_store',
]
