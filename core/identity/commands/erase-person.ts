import { type Decide, define, type MessageOf } from '../../kernel/index.ts'
import { PersonErased } from '../events/person-erased.ts'
import type { Person, PersonEvent } from '../states/person.ts'

export const ErasePerson = define('identity.ErasePerson', PersonErased.schema)

/** Erasing is final, and asking twice is no news. */
export const erasePerson: Decide<MessageOf<typeof ErasePerson>, Person, PersonEvent> = ({ data, meta }, person) =>
  person.erased ? [] : [PersonErased(data, meta)]
