import type { LinkShown } from '@kontor/gateways/http/links/contract'

export type Utm = LinkShown['utm']

/** Whose a piece of an address is: the page's own, its own parameter, the link's UTM, or the click's. */
export type Piece = { readonly text: string; readonly of: 'page' | 'own' | 'utm' | 'click' }
export type FinalAddress = {
  readonly pieces: readonly Piece[]
  /** Parameters that both the target and the link have: the link's win. */
  readonly clashes: readonly string[]
}

export const utmFields = ['source', 'medium', 'campaign', 'content', 'term'] as const
/** Stands for the id that every click gets. */
const clickId = '…'

const nameOf = (pair: string) => [...new URLSearchParams(`&${pair}`).keys()][0] ?? ''
const written = (name: string, value: string) => new URLSearchParams([[name, value]]).toString()

/**
 * Where a visitor will arrive, taken apart, by the rule of the redirect: the target's own query and fragment stay as they are written, and of what both have
 * the link's wins. The target must be an address.
 */
export const finalAddress = (target: string, utm: Utm): FinalAddress => {
  const url = new URL(target)
  const { search, hash } = url
  const ours = utmFields.flatMap((field) => (utm[field] === undefined ? [] : [[`utm_${field}`, utm[field]] as const]))
  const names = new Set<string>([...ours.map(([name]) => name), 'kid'])
  const theirs = search === '' ? [] : search.slice(1).split('&')
  const pairs: readonly Piece[] = [
    ...theirs.filter((pair) => !names.has(nameOf(pair))).map((text) => ({ text, of: 'own' as const })),
    ...ours.map(([name, value]) => ({ text: written(name, value), of: 'utm' as const })),
    { text: `kid=${clickId}`, of: 'click' },
  ]
  url.search = ''
  url.hash = ''
  return {
    pieces: [
      { text: url.href, of: 'page' },
      ...pairs.map(({ text, of }, index) => ({ text: `${index === 0 ? '?' : '&'}${text}`, of })),
      ...(hash === '' ? [] : [{ text: hash, of: 'page' as const }]),
    ],
    clashes: [...new Set(theirs.map(nameOf).filter((name) => names.has(name)))],
  }
}
