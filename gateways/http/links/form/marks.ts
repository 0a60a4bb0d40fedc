import { canonical } from '../../plugins/canonical.ts'
import type { Edge } from '../../ports.ts'

/** What a page of ours sends along unseen: which rendering it was, when it was made, and a field that only a robot fills in. */
export type Marks = { readonly token: string; readonly stamp: string; readonly website: string }

/** Quicker than this nobody reads, types and ticks. Milliseconds. */
const quickest = 3_000

const signature = ({ keyed }: Pick<Edge, 'keyed'>, code: string, time: string) => keyed('form-stamp', `${code} ${time}`).slice(-32)

/** For a new rendering. Signed, so that a robot cannot say it took its time. */
export const newMarks = (edge: Pick<Edge, 'keyed' | 'newId' | 'now'>, code: string) => {
  const time = Date.parse(edge.now()).toString(36)
  return { token: edge.newId(), stamp: `${time}.${signature(edge, code, time)}` }
}

const ageOf = (edge: Pick<Edge, 'keyed' | 'now'>, code: string, stamp: string): number | undefined => {
  const [time = '', signed] = stamp.split('.')
  return signed === signature(edge, code, time) ? Date.parse(edge.now()) - Number.parseInt(time, 36) : undefined
}

/** A mark for the operator's eyes and never a refusal: people who fill in by machine, or press back, are people. */
export const isSuspicious = (edge: Pick<Edge, 'keyed' | 'now'>, code: string, { website, stamp }: Marks): boolean =>
  website !== '' || (ageOf(edge, code, stamp) ?? 0) < quickest

/**
 * One rendering sent twice with the same words is one request, however often the button is pressed; with other words, typed after going back, it is another.
 */
export const requestOf = ({ derivedId, keyed }: Pick<Edge, 'derivedId' | 'keyed'>, code: string, { token }: Marks, fields: unknown) => {
  const said = canonical({ code, fields })
  const commandId = derivedId(`form|${code}|${token}`, said)
  return { commandId, causationId: commandId, requestHash: keyed('request', said) }
}
