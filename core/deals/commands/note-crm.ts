import { type Decide, define, type MessageOf } from '../../kernel/index.ts'
import { CrmNotified } from '../events/index.ts'

export type NoticeEvent = MessageOf<typeof CrmNotified>
export const NoteCrm = define('deals.NoteCrm', CrmNotified.schema)

/** A portal counts time in seconds, so several changes may bear the same mark: a few are looked into, a flood of copies is not. */
const most = 4

export const noteCrm: Decide<MessageOf<typeof NoteCrm>, { readonly seen: number }, NoticeEvent> = ({ data, meta }, { seen }) =>
  seen < most ? [CrmNotified(data, meta)] : []
