import { expect, test } from 'vitest'
import { ledgerRows } from './ledger-rows.ts'
import { plainText } from './plain-text.ts'
import { chipOf, standingOf } from './standing.ts'
import { termsSentence } from './terms-sentence.ts'
import { plain, romashka, speaking } from './testing.ts'

const lines = plain(plainText(romashka, speaking('en'))).split('\n')

test('the text begins with the sentence and ends with where it stands', () => {
  expect([lines[0], lines.at(-1)]).toEqual(['10 % of the deal amount 12,345.00 ₽ = 1,234.50 ₽', 'Now: Available. Not in a payout.'])
})
test('it numbers the steps in their order', () =>
  expect(lines.filter((line) => /^\d\. /.test(line)).map((line) => line.slice(0, 8))).toEqual([
    '1. Click',
    '2. Custo',
    '3. Attri',
    '4. Won ·',
    '5. Accru',
  ]))
test('the terms are said once: at their fact, or in a line of their own', () => {
  const [click] = romashka.steps
  if (!click) throw new Error('no step')
  const told = plainText({ ...romashka, steps: [click, { ...click, event: 'partners.TermsPublished' }] }, speaking('en'))
  expect([lines, plain(told).split('\n')].map((text) => text.filter((line) => line.includes('Version 3')).map((line) => line.slice(0, 8)))).toEqual([
    ['Terms: V'],
    ['2. Terms'],
  ])
})
test('it says what the ledger comes to', () => expect(lines).toContain('Σ = 0.00 ₽'))
test('the ledger is added up, whatever it comes to', () => {
  expect(ledgerRows(romashka.ledger).sum).toBe('0')
  const torn = [{ at: 'x', event: 'e', lines: [{ ledger: 'held' as const, minor: '9007199254740993' }] }]
  expect(ledgerRows(torn)).toMatchObject({ sum: '9007199254740993', rows: [{ first: true, ledger: 'held' }] })
})
test('the terms are a sentence', () => {
  expect(plain(termsSentence(romashka.terms, speaking('ru')))).toBe(
    'Версия 3: 10 % от суммы сделки, последний клик за 30 дней, заморозка на 14 дней, выплата от 1 000 ₽',
  )
  const rule = { ...romashka.terms.rule, personal: true, holdDays: 0, minimumPayout: { minor: '0', currency: 'RUB' } }
  expect(plain(termsSentence({ version: 2, rule }, speaking('en')))).toBe(
    'Version 2, personal rate: 10 % of the deal amount, last click within 30 days, no hold',
  )
})

const held = { status: 'held', heldUntil: '2026-12-17T11:02:00.000Z' } as const
test('a chip says the next moment', () => {
  const en = speaking('en')
  expect(
    [
      chipOf(held, en),
      chipOf({ status: 'paid', paidAt: '2026-11-03T11:02:00.000Z' }, en),
      chipOf({ status: 'requested', payoutNumber: 7 }, en),
      chipOf({ status: 'available' }, en),
    ].map(plain),
  ).toEqual(['Held until 17 Dec', 'Paid 3 Nov', 'Requested, no. 7', 'Available'])
})
test('where it stands says what can be done after', () =>
  expect(plain(standingOf(held, speaking('en')))).toMatch(/^Held until 17 Dec, \d\d:02\. After that you can request it\.$/))
