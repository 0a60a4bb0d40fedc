import { Arithmetic, shareOf } from '@kontor/core/rewards'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onData } from '../links/on-data.ts'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { startProgram } from '../testing/program.ts'
import { ledgerOf, onceInTheCrm, onceInTheLog, unsettledWork } from './books.ts'
import { type Lane, runLane } from './lane.ts'
import { entry } from './lives.ts'
import { planOf } from './plan.ts'
import { points } from './points.ts'
import { sale } from './spine.ts'
import { liveAndRebuilt } from './views.ts'

/** Each point so many times. */
const times = Number(process.env['KONTOR_FAULT_TIMES'] ?? 3)
const seed = Number(process.env['KONTOR_FAULT_SEED'] ?? 1)
const lanes = 2
/** For a machine that is busy; a quiet one takes a fifth. */
const limit = times * 6 * 60_000

const books = (data: string, { walked }: Lane) =>
  onData(data, async (stores) => ({
    log: await onceInTheLog(stores, walked),
    crm: await onceInTheCrm(stores, walked),
    unsettled: await unsettledWork(stores),
    ledger: await ledgerOf(stores, walked),
    views: await liveAndRebuilt(stores),
  }))
type Books = Awaited<ReturnType<typeof books>>

const folders: string[] = []
let all: readonly (Lane & { readonly books: Books })[]
beforeAll(async () => {
  const until = AbortSignal.timeout(limit)
  const lane = async (kills: readonly string[], number: number) => {
    const data = dataFolder()
    folders.push(data)
    const run = await runLane(number, data, kills, until)
    return { ...run, books: await books(data, run) }
  }
  all = await Promise.all(planOf(seed, times, lanes).map(lane))
  const n = all.flatMap(({ killed }) => killed).length
  const [lost, doubled] = (['lost', 'doubled'] as const).map((what) => all.flatMap(({ books }) => [...books.log[what], ...books.crm[what]]).length)
  const failed = all.flatMap(({ failed }) => failed)
  const figure = { name: 'fault.spine', n, points: points.length, lost, doubled, failed, seed, bound: Number((3 / n).toPrecision(2)) }
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}, limit + 60_000)
afterAll(() => {
  for (const folder of folders) removeDataFolder(folder)
})

test('the points are those that a customer’s way passes: a new step is one more', () => {
  for (const { recorded } of all) expect(recorded.toSorted()).toEqual(points.toSorted())
})

test('the program that kills itself is refused in production', async () => {
  const data = dataFolder()
  folders.push(data)
  await expect(startProgram(data, { NODE_ENV: 'production', KONTOR_CRASH_AT: 'after-views' }, entry)).rejects.toThrow('refused in production')
}, 60_000)

test('a program died at each point, as often as was asked', () => {
  const killed = all.flatMap((lane) => lane.killed)
  expect(killed.filter(({ wanted, at }) => wanted !== at)).toEqual([])
  expect(killed).toHaveLength(points.length * times)
})

test('everybody who set out arrived', () => {
  expect(all.flatMap(({ failed }) => failed)).toEqual([])
  expect(all.flatMap(({ walked }) => walked)).toHaveLength(lanes + points.length * times)
})

test('the log holds each fact once, the CRM each deal and each contact once', () => {
  for (const { books } of all) {
    expect(books.log).toEqual({ lost: [], doubled: [] })
    expect(books.crm).toEqual({ lost: [], doubled: [] })
  }
})

test('nothing is parked, and no work was left', () => {
  for (const { told, books } of all) {
    expect(told.parked).toBe(0)
    expect(books.unsettled).toEqual([])
  }
})

test('lines sum to zero; what is owed and paid is the same by lines, by fold and by view', () => {
  for (const { books, told, walked } of all) {
    const { account, ledgers, sum } = books.ledger
    expect(sum).toBe(0n)
    const { programme: _, ...owed } = ledgers
    const shown = Object.fromEntries(Object.entries(owed).map(([ledger, minor]) => [ledger, String(minor)]))
    expect(told.balance).toEqual({ items: [{ currency: 'RUB', ...shown }] })
    const folded = { held: 0n, available: 0n, requested: 0n, paid: 0n, reversed: 0n }
    for (const { status, minor } of account.rewards.values()) folded[status] += minor
    expect(folded).toEqual({ ...owed, reversed: 0n })
    expect([...account.payouts.values()].map(({ status }) => status)).toEqual(walked.map(() => 'paid'))
  }
})

/** What the steps come to when somebody reckons again who was told nothing else. */
const reckonedAgain = (steps: Arithmetic) =>
  steps.reduce((value, { op, in: [first = '0', second = '0'] }) => {
    if (op === 'base') return BigInt(first)
    if (op === 'minus') return value - BigInt(second)
    return op === 'times-bp' ? shareOf(value, BigInt(second)) : value
  }, 0n)

test('each reward is what its explanation reckons, and what the terms say', () => {
  const accrued = shareOf(sale.minor, 1_000n)
  const takenBack = shareOf(sale.minor - sale.refund, 1_000n) - accrued
  for (const { told, walked } of all) {
    for (const { rewardId, lineId } of walked) {
      for (const [id, amount] of [
        [rewardId, accrued],
        [lineId, takenBack],
      ] as const) {
        const explanation = told.explanations.get(id) as { amount: { minor: string }; arithmetic: unknown }
        expect(explanation.amount.minor).toBe(String(amount))
        expect(reckonedAgain(Arithmetic.parse(explanation.arithmetic))).toBe(amount)
      }
    }
  }
})

test('every view is what the log gives when it is filled anew', () => {
  for (const { books } of all) expect(books.views.live).toEqual(books.views.rebuilt)
})
