import type { ClickKind } from '@kontor/core/links'
import Bowser from 'bowser'
import crawlers from 'crawler-user-agents'
import { memo } from './memo.ts'
import type { Visitor } from './visitor.ts'

/** What a user agent says of itself, in words that stay when the text itself is gone. */
export type Agent = { readonly robot: boolean; readonly browser: string; readonly device: 'desktop' | 'phone' | 'tablet' | 'other' }

/** The public list of robots (MIT), compiled once. */
const robots = new RegExp(crawlers.map(({ pattern }) => pattern).join('|'))

const devices: Readonly<Record<string, Agent['device']>> = { desktop: 'desktop', mobile: 'phone', tablet: 'tablet' }

/** Reading one takes a millisecond, and few of them make most of the visits. */
const read = memo(5_000, (userAgent: string): Agent => {
  const { browser, platform } = Bowser.parse(userAgent)
  return { robot: robots.test(userAgent), browser: browser.name || 'other', device: devices[platform.type ?? ''] ?? 'other' }
})

/** Whoever does not say what they are is no browser. */
export const agentOf = (userAgent: string | undefined): Agent => (userAgent ? read(userAgent) : { robot: true, browser: 'other', device: 'other' })

/** What made the click (money.md, "Raw clicks kept and classified"). `seen` is asked only about a person, and so remembers only persons. */
export const classify = (visitor: Pick<Visitor, 'looksAhead' | 'userAgent'>, seen: () => boolean): ClickKind => {
  if (visitor.looksAhead) return 'prefetch'
  if (agentOf(visitor.userAgent).robot) return 'bot'
  return seen() ? 'duplicate' : 'person'
}
