import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Post } from '@kontor/gateways/bitrix24'
import { Agent, type Dispatcher } from 'undici'
import { isPublic } from './addresses.ts'
import { send } from './send.ts'

class Forbidden extends Error {
  readonly code = 'ERR_FORBIDDEN_ADDRESS'
}

/** Every address that the name has is looked at, and the connection goes to those that were: nothing is resolved a second time. */
const publicLookup =
  (names: typeof resolve): LookupFunction =>
  (host, options, answer) => {
    names(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, [])
      if (found.length === 0 || !found.every(({ address }) => isPublic(address))) return answer(new Forbidden(host), [])
      const first = found[0]
      return options.all ? answer(null, found) : answer(null, first?.address ?? '', first?.family)
    })
  }

const literalOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')

/** What the address itself says, before anything is opened. */
const forbidden = (text: string): string | undefined => {
  if (!URL.canParse(text)) return 'not an address'
  const url = new URL(text)
  if (url.protocol !== 'https:') return 'only https'
  if (url.username || url.password) return 'no user in the address'
  if (isIP(literalOf(url)) && !isPublic(literalOf(url))) return 'not a public address'
  return undefined
}

type Options = { readonly names?: typeof resolve; readonly dispatcher?: (lookup: LookupFunction) => Dispatcher }

/**
 * Posts to the open Internet alone: https, no redirects, every resolved address checked and pinned, the answer capped, thirty seconds at most. `names` and
 * `dispatcher` are given by tests.
 */
export const publicPost = ({ names = resolve, dispatcher }: Options = {}): { readonly post: Post; readonly close: () => Promise<void> } => {
  const lookup = publicLookup(names)
  const agent = dispatcher?.(lookup) ?? new Agent({ connect: { lookup, timeout: 5_000 }, connections: 8, pipelining: 1 })
  return {
    post: async (url, json, signal) => {
      const why = forbidden(url)
      return why === undefined ? send(agent, url, json, signal) : { is: 'forbidden', why }
    },
    close: () => agent.close(),
  }
}
