import { describe, expect, test } from 'vitest'
import { nameShifts, optionOf } from './option.ts'
import { csvOf, type Plot, tellingOf } from './plot.ts'

const days = ['2026-11-19', '2026-11-20', '2026-11-21']
const clicks = { id: 'clicks', label: 'Clicks', values: [3, 1204, 7] }
const customers = { id: 'customers', label: 'Customers', values: [0, 2, 1] }
const plot: Plot = { title: 'By day', days, lines: [clicks], bars: customers, unfinished: true }
const look = { lang: 'en', series: ['teal', 'amber'], text: 'grey', line: 'pale', ground: 'white', ink: 'black', still: false } as const

describe('in words', () => {
  test('all, the most, and when', () =>
    expect(tellingOf(plot, clicks, 'en')).toEqual({ title: 'Clicks', range: '19–21\u00a0Nov', sum: '1,214', most: '1,204', day: '20\u00a0Nov' }))
  test('nothing has no highest day', () => expect(tellingOf(plot, { ...clicks, values: [0, 0, null] }, 'en')).toBeUndefined())
})

test('a file has a row a day, and a title with a comma stays one cell', () =>
  expect(csvOf({ ...plot, bars: { ...customers, label: 'Customers, new' } }, 'Day')).toBe(
    'Day,Clicks,"Customers, new"\r\n2026-11-19,3,0\r\n2026-11-20,1204,2\r\n2026-11-21,7,1\r\n',
  ))

type Drawn = { readonly data: readonly unknown[]; readonly symbol?: string; readonly lineStyle?: { readonly type: unknown } }
describe('what is drawn', () => {
  const drawn = (given: Plot) => optionOf(given, look)['series'] as readonly Drawn[]
  test('the day that goes on is dashed, and is no part of the line before it', () => {
    const [line, today, bars] = drawn(plot)
    expect(line).toMatchObject({ data: [3, 1204, null], lineStyle: { type: 'solid' } })
    expect(today).toMatchObject({ data: [null, 1204, 7], lineStyle: { type: [3, 4] } })
    expect(bars?.data[2]).toMatchObject({ value: 1, itemStyle: { decal: { symbol: 'rect' } } })
    expect(bars?.data.slice(0, 2)).toEqual([0, 2])
  })
  test('finished days are one line', () =>
    expect(drawn({ ...plot, unfinished: false }).map(({ data }) => data)).toEqual([clicks.values, customers.values]))
  test('each line has a dash and a marker of its own', () => {
    const lines = drawn({ ...plot, lines: [clicks, { ...clicks, id: 'unique', label: 'Unique' }], bars: undefined, unfinished: false })
    expect(new Set(lines.map(({ symbol, lineStyle }) => `${symbol} ${lineStyle?.type}`)).size).toBe(2)
  })
  test('bars have a scale of their own, in a strip of their own', () => {
    expect(drawn(plot).at(-1)).toMatchObject({ type: 'bar', xAxisIndex: 1, yAxisIndex: 1 })
    expect(drawn({ ...plot, lines: [] })).toMatchObject([{ type: 'bar', xAxisIndex: 0, yAxisIndex: 0 }])
  })
  test('every axis begins at zero', () => {
    const axes = optionOf(plot, look)['yAxis'] as readonly { readonly min: number }[]
    expect(axes.map(({ min }) => min)).toEqual([0, 0])
  })
  test('whoever wants no motion sees none', () => expect(optionOf(plot, { ...look, still: true })).toMatchObject({ animation: false }))
})

test('names at the ends of lines keep their order and stand apart', () => {
  const ending = (end: number) => ({ id: String(end), label: String(end), values: [1000, end] })
  expect(nameShifts([ending(40), ending(900), ending(45)])).toEqual([7.5, 0, -7.5])
  expect(nameShifts([ending(10), ending(11), ending(12)])).toEqual([15, 0, -15])
})
