import { calendar, dayMs } from './calendar.ts'
import { customerName, linkTitles, partnerNames, reasons } from './cast.ts'
import { type Dice, dice } from './dice.ts'
import { planClicks } from './plan-clicks.ts'
import type { PlannedClick, PlannedCustomer, PlannedDeal, PlannedLink } from './planned.ts'

/** How many days of history there are. */
export const days = 182
const [linkCount, clickCount, customerCount, refundCount] = [60, 20_400, 524, 9]

/** Deals of the two stories that are always there (ui.md §5): (a) the whole chain of 1042, (b) the refund of 1017 after it was paid. */
export const stories = { a: 1042, b: 1017 } as const
const storyAmount = 1_234_500n

const links = (roll: Dice, at: ReturnType<typeof calendar>['at']): readonly PlannedLink[] =>
  Array.from({ length: linkCount }, (_, n) => {
    const partner = n < linkTitles.length ? 0 : 1 + ((n - linkTitles.length) % (partnerNames.length - 1))
    const title = linkTitles[n < linkTitles.length ? n : Math.floor(n / partnerNames.length) % linkTitles.length] ?? ''
    const type = title === 'Виджет на сайте' ? ('iframe' as const) : ('direct' as const)
    return { n, partner, title, type, at: at(days - 1, 9, roll.int(0, 59)) }
  })

/** Working stages on the way; where it ends is told apart. */
const stagesFrom = (roll: Dice, from: number, until: number) => {
  const known = ['PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING'].slice(0, roll.int(0, 3))
  const step = (until - from) / (known.length + 1)
  return known.map((stageId, index) => ({ stageId, at: Math.floor(from + step * (index + 1)) }))
}

/** Between five and a hundred and fifty thousand roubles, most of them small. */
const amount = (roll: Dice) => (BigInt(500_000 + Math.floor(roll.next() ** 3 * 14_500_000)) / 50n) * 50n

const dealOf = (roll: Dice, number: number, openedAt: number, end: number): PlannedDeal => {
  const luck = roll.next()
  const closedAt = openedAt + roll.int(2, 34) * dayMs + roll.int(0, 80_000_000)
  const isOver = closedAt < end - 3_600_000 && luck < 0.74
  const stages = stagesFrom(roll, openedAt, isOver ? closedAt : Math.min(end - 60_000, openedAt + 20 * dayMs))
  if (!isOver) return { number, openedAt, stages, end: { is: 'open' } }
  if (luck < 0.4) return { number, openedAt, stages, end: { is: 'won', at: closedAt, minor: amount(roll) } }
  return { number, openedAt, stages, end: { is: 'lost', at: closedAt, reason: roll.pick(reasons) } }
}

const story = (at: ReturnType<typeof calendar>['at'], planned: readonly PlannedLink[]): readonly PlannedCustomer[] => {
  const own = planned.find(({ partner, title }) => partner === 0 && title === 'Ремонт под ключ') ?? planned[0]
  const others = planned.find(({ partner }) => partner === 1)
  if (!own || !others) throw new Error('the stories need their links')
  const click = (n: number, link: number, when: number): PlannedClick => ({ n, link, at: when, visitor: -n, kind: 'person' })
  const touched = { ...click(clickCount + 1, own.n, at(49, 11, 20)), visitor: -1 }
  const earlier = { ...click(clickCount + 2, others.n, at(70, 18, 5)), visitor: -1 }
  const seen = click(clickCount + 3, own.n, at(62, 12, 10))
  const won = (when: number, refund?: { at: number; minor: bigint }) => ({
    is: 'won' as const,
    at: when,
    minor: storyAmount,
    ...(refund && { refund }),
  })
  return [
    {
      n: customerCount + 1,
      name: 'ООО «Ромашка»',
      partner: 0,
      link: own.n,
      clicks: [touched, earlier],
      at: at(49, 11, 24),
      deal: { number: stories.a, openedAt: at(47, 10, 0), stages: [{ stageId: 'PREPARATION', at: at(40, 15, 30) }], end: won(at(18, 14, 2)) },
    },
    {
      n: customerCount + 2,
      name: 'ИП Волков',
      partner: 0,
      link: own.n,
      clicks: [seen],
      at: at(62, 12, 15),
      deal: { number: stories.b, openedAt: at(61, 9, 30), stages: [], end: won(at(44, 16, 40), { at: at(20, 11, 0), minor: 500_000n }) },
    },
  ]
}

/** A share of some won deals comes back, days after. */
const withRefunds = (roll: Dice, customers: readonly PlannedCustomer[], end: number): readonly PlannedCustomer[] => {
  const old = customers.filter(({ deal }) => deal.end.is === 'won' && deal.end.at < end - 30 * dayMs)
  const chosen = new Set(
    Array.from({ length: refundCount * 4 }, () => roll.pick(old).n)
      .values()
      .take(refundCount * 2),
  )
  let left = refundCount
  return customers.map((customer) => {
    const { deal } = customer
    if (deal.end.is !== 'won' || !chosen.has(customer.n) || left === 0) return customer
    left -= 1
    const minor = left % 3 === 0 ? deal.end.minor : (deal.end.minor / 3n / 100n) * 100n
    return { ...customer, deal: { ...deal, end: { ...deal.end, refund: { at: deal.end.at + roll.int(4, 20) * dayMs, minor } } } }
  })
}

/**
 * Six months of a partner network that end at `end`, the same for the same end: what happened, to whom and when (api.md "Demo"). Nothing is written here; people
 * are numbers, and what they become is told by the commands.
 */
export const planDemo = (end: string) => {
  const roll = dice(2026)
  const time = calendar(end)
  const until = Date.parse(end)
  const planned = links(roll, time.at)
  const clicks = planClicks({ roll, time, count: clickCount, links: planned, days, until })
  const people = clicks.filter(({ kind }) => kind === 'person')
  const customers = Array.from({ length: customerCount }, (_, index): PlannedCustomer => {
    const n = index + 1
    const click = roll.pick(people)
    const byHand = roll.chance(0.12)
    const at = click.at + roll.int(60, 1_500) * 1_000
    const partner = planned[click.link]?.partner ?? 0
    const deal = dealOf(roll, 1_100 + n, at + roll.int(20, 90) * 1_000, until)
    return { n, name: customerName(n), partner, link: byHand ? undefined : click.link, clicks: byHand ? [] : [click], at, deal }
  }).filter(({ at }) => at < until - 3_600_000)
  const told = story(time.at, planned)
  return {
    links: planned,
    clicks: [...clicks, ...told.flatMap((customer) => customer.clicks)].toSorted((one, other) => one.at - other.at),
    customers: [...withRefunds(roll, customers, until), ...told],
  }
}
export type Plan = ReturnType<typeof planDemo>
