import { type Deal, DealAmended, DealLost, DealOpened, DealPushed, DealRefunded, DealStageMoved, DealWon, deals } from '@kontor/core/deals'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { changesOf } from './changes-of.ts'
import { CrmDeal } from './item.ts'

const meta = testMeta({ tenantId: id(9) })
const ids = { dealId: id(1), customerId: id(2), partnerId: id(3), programmeId: id(4) }
const rouble = (minor: bigint) => ({ minor, currency: 'RUB' })
type Event = Parameters<typeof deals.evolve>[1]
const opened = DealOpened({ ...ids, crm: 'bitrix24' }, meta)
const pushed = DealPushed({ ...ids, crm: 'bitrix24', externalId: '7', portal: 'sandbox' }, meta)
const moved = (stageId: string) => DealStageMoved({ ...ids, stageId, stageName: stageId, funnelId: 0 }, meta)
const won = DealWon({ ...ids, amount: rouble(10_000n) }, meta)
const lost = DealLost({ ...ids, reason: 'LOSE' }, meta)
const after = (...events: readonly Event[]) => [opened, pushed, ...events].reduce(deals.evolve, deals.initial()) as Exclude<Deal, { status: 'none' }>

const place = { externalId: '7', portal: 'sandbox', url: '/sandbox#deal-7' }
const semantics = { NEW: 'P', EXECUTING: 'P', WON: 'S', LOSE: 'F' } as const
const told = (deal: Exclude<Deal, { status: 'none' }>, stageId: keyof typeof semantics, opportunity: unknown = '100.00', currencyId = 'RUB') => {
  const times = { updatedTime: '2026-01-02T03:04:05+03:00', movedTime: '2026-01-01T03:04:05+03:00' }
  const item = CrmDeal.parse({ id: 7, stageId, categoryId: 0, opportunity, currencyId, ...times })
  const { changes, problem } = changesOf(deal, item, { id: stageId, name: stageId, semantics: semantics[stageId] }, place)
  return { commands: changes.map(({ command }) => command(meta).type.slice('deals.'.length)), changes, problem }
}

test.each([
  ['nothing new', after(moved('NEW')), 'NEW', []],
  ['a first stage', after(), 'NEW', ['MoveStage']],
  ['another stage', after(moved('NEW')), 'EXECUTING', ['MoveStage']],
  ['won', after(moved('NEW')), 'WON', ['MoveStage', 'WinDeal']],
  ['won and known', after(moved('WON'), won), 'WON', []],
  ['won, though it was lost', after(moved('LOSE'), lost), 'WON', ['MoveStage', 'WinDeal']],
  ['lost', after(moved('NEW')), 'LOSE', ['MoveStage', 'LoseDeal']],
  ['lost and known', after(moved('LOSE'), lost), 'LOSE', []],
  ['lost after it was won', after(moved('WON'), won), 'LOSE', ['MoveStage', 'LoseDeal']],
  ['open again', after(moved('WON'), won), 'NEW', ['MoveStage', 'ReopenDeal']],
] as const)('%s', (_what, deal, stageId, commands) => expect(told(deal, stageId).commands).toEqual(commands))

test('a deal that the portal has and we did not know to have arrived', () => {
  const deal = [opened].reduce<Deal>(deals.evolve, deals.initial()) as Exclude<Deal, { status: 'none' }>
  expect(told(deal, 'WON').commands).toEqual(['RecordPushed', 'MoveStage', 'WinDeal'])
})
test('another amount amends, at the time of the change and not of the move', () => {
  const { commands, changes } = told(after(moved('WON'), won), 'WON', '100.01')
  expect(commands).toEqual(['WinDeal'])
  expect(changes[0]).toMatchObject({ target: 'won 10001 RUB', at: '2026-01-02T03:04:05+03:00' })
})
test('an amount back to what it was is a change like any other', () => {
  const amended = DealAmended({ ...ids, amount: rouble(20_000n) }, meta)
  expect(told(after(moved('WON'), won, amended), 'WON').commands).toEqual(['WinDeal'])
})
test('money given back is not the CRM’s to tell', () => {
  const refund = DealRefunded({ ...ids, refundId: 'r', amount: rouble(1n), refunded: rouble(1n) }, meta)
  expect(told(after(moved('WON'), won, refund), 'WON').commands).toEqual([])
})
test.each([
  ['100.005', 'RUB'],
  ['-1', 'RUB'],
  [1e21, 'RUB'],
  ['100', 'roubles'],
])('%s %s is for a person to look at; the stage is known all the same', (opportunity, currency) => {
  const { commands, problem } = told(after(moved('NEW')), 'WON', opportunity, currency)
  expect(commands).toEqual(['MoveStage'])
  expect(problem).toContain('minor units')
})
