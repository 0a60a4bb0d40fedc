import type { Utm } from '@kontor/core/links'
import type { KnownLink } from '../ports.ts'

const fields = ['source', 'medium', 'campaign', 'content', 'term'] as const

/** The click's id comes last and stays empty. */
const ownPairs = (utm: Utm) => {
  const pairs = fields.flatMap((field) => (utm[field] === undefined ? [] : [[`utm_${field}`, utm[field]] as const]))
  return new Map<string, string>([...pairs, ['kid', '']])
}

/** The name in a pair of a query, as a browser reads it: `utm%5Fsource=x` is utm_source. */
const nameOf = (pair: string) => [...new URLSearchParams(`&${pair}`).keys()][0] ?? ''

/** What stands before and after the id of a click in an address. */
type Around = { readonly before: string; readonly after: string }

/** The target's own query and fragment stay as they are written; of what both have, the link's wins. The origin is the target's, whatever the pairs hold. */
const aroundClickId = (target: string, utm: Utm): Around => {
  const url = new URL(target)
  const own = ownPairs(utm)
  const theirs = url.search === '' ? [] : url.search.slice(1).split('&')
  const kept = theirs.filter((pair) => !own.has(nameOf(pair)))
  // With the question mark, since without it a query that begins with another would lose that one.
  url.search = `?${[...kept, new URLSearchParams([...own]).toString()].join('&')}`
  const fragment = url.href.indexOf('#')
  return fragment < 0 ? { before: url.href, after: '' } : { before: url.href.slice(0, fragment), after: url.href.slice(fragment) }
}

type Target = Pick<KnownLink, 'code' | 'targetUrl' | 'utm'>

/** Taking an address apart costs more than all the rest of it, and a link in memory is the same for all its clicks. */
const known = new WeakMap<Target, Around>()

/** Where the link leads: its target, and nothing a visitor has a say in. A form without a page of its own has ours. */
export const leadsTo = (link: Target, clickId: string): string => {
  const { code, targetUrl, utm } = link
  if (targetUrl === undefined) return `/f/${code}?kid=${clickId}`
  const around = known.get(link) ?? aroundClickId(targetUrl, utm)
  known.set(link, around)
  const { before, after } = around
  // Hexadecimal digits, so it needs no escape.
  return `${before}${clickId}${after}`
}
