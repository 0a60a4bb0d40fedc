import { LinkChanges } from '@kontor/gateways/http/links/contract'

/** A target that the server would refuse, or that would lead back to a link of ours. */
export type TargetFault = 'invalid' | 'own'

/** What is wrong with a target as typed; undefined when nothing is. `origin` is where this page comes from, and so are its links. */
export const targetFault = (typed: string, origin: string): TargetFault | undefined => {
  const target = LinkChanges.shape.targetUrl.safeParse(typed.trim())
  if (!target.success || target.data === undefined) return 'invalid'
  const { origin: theirs, pathname } = new URL(target.data)
  return theirs === origin && pathname.startsWith('/r/') ? 'own' : undefined
}
