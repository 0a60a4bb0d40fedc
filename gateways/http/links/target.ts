import type { Utm } from '@kontor/core/links'
import type { KnownLink } from '../ports.ts'

const fields = ['source', 'medium', 'campaign', 'content', 'term'] as const

const ownPairs = (utm: Utm, clickId: string) => {
  const pairs = fields.flatMap((field) => (utm[field] === undefined ? [] : [[`utm_${field}`, utm[field]] as const]))
  return new Map<string, string>([...pairs, ['kid', clickId]])
}

/** The name in a pair of a query, as a browser reads it: `utm%5Fsource=x` is utm_source. */
const nameOf = (pair: string) => [...new URLSearchParams(`&${pair}`).keys()][0] ?? ''

/** The target's own query and fragment stay as they are written; of what both have, the link's wins. The origin is the target's, whatever the pairs hold. */
export const merged = (target: string, utm: Utm, clickId: string): string => {
  const url = new URL(target)
  const own = ownPairs(utm, clickId)
  const theirs = url.search === '' ? [] : url.search.slice(1).split('&')
  const kept = theirs.filter((pair) => !own.has(nameOf(pair)))
  // With the question mark, since without it a query that begins with another would lose that one.
  url.search = `?${[...kept, new URLSearchParams([...own]).toString()].join('&')}`
  return url.href
}

/** Where the link leads: its target, and nothing a visitor has a say in. A form without a page of its own has ours. */
export const leadsTo = ({ code, targetUrl, utm }: Pick<KnownLink, 'code' | 'targetUrl' | 'utm'>, clickId: string): string =>
  targetUrl === undefined ? `/f/${code}?kid=${clickId}` : merged(targetUrl, utm, clickId)
