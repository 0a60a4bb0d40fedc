import type { ClickKind } from '@kontor/core/links'
import type { HttpDeps, KnownLink } from '../ports.ts'
import { clickOf } from './click.ts'
import { leadsTo } from './target.ts'
import type { Visitor } from './visitor.ts'

type Following = Pick<HttpDeps, 'now' | 'newId' | 'derivedId' | 'keyed' | 'clicks'>
export type Followed = { readonly location: string; readonly clickId: string; readonly position: string }

/**
 * Where the visitor is led on, once the click is durable: the one way through a link, for visitors and for a partner's own test. `kind` is what the click is, or
 * how to tell it from the mark of the visit. Raises OutcomeUnknown and Refused `server.busy`: nobody is led on by a click that may be lost.
 */
export const follow = async (
  deps: Following,
  link: KnownLink,
  visitor: Visitor,
  kind: ClickKind | ((visit: string, at: number) => ClickKind),
): Promise<Followed> => {
  const clickId = deps.newId()
  const kindOf = typeof kind === 'string' ? () => kind : kind
  const { position } = await deps.clicks.record(clickOf(deps, link, visitor, { clickId, now: deps.now() }, kindOf))
  return { location: leadsTo(link, clickId), clickId, position }
}
