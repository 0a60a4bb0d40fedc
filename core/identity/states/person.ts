import type { MessageOf } from '../../kernel/index.ts'
import type { PersonErased } from '../events/person-erased.ts'

export type PersonEvent = MessageOf<typeof PersonErased>
export type Person = { readonly erased: boolean }
