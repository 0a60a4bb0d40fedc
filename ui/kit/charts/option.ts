import type { EChartsCoreOption } from 'echarts/core'
import { compact, type Lang } from '../format/index.ts'
import { dayOf, figure, type Plot, type Series, seriesOf } from './plot.ts'

/** What the page around a chart looks like, read from the tokens when it is drawn. */
export type Look = {
  readonly lang: Lang
  readonly series: readonly string[]
  readonly text: string
  readonly line: string
  readonly ground: string
  readonly ink: string
  readonly still: boolean
}

// Neighbouring colours differ too little in lightness to be told apart by everybody (ui.md §3.6).
const dashes = ['solid', [7, 4], [2, 3], [10, 3, 2, 3]] as const
const markers = ['circle', 'rect', 'triangle', 'diamond'] as const
/** More markers than this are a caterpillar, not a line. */
const mostMarkers = 31
/** Names closer than this share of the field's height would stand on each other; a line of text is this high, in px. */
const tooClose = 0.12
const textHeight = 15
/** How far the name at a line's end is moved, in px, so that the names keep the order of the lines and none covers another. */
export const nameShifts = (lines: readonly Series[]): readonly number[] => {
  const highest = Math.max(1, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const ends = lines.map(({ values }, index) => ({ index, end: values.at(-1) ?? 0 })).sort((a, b) => b.end - a.end)
  const shifts = lines.map(() => 0)
  const groups: (typeof ends)[] = []
  for (const one of ends) {
    const before = groups.at(-1)?.at(-1)
    if (before && (before.end - one.end) / highest < tooClose) groups.at(-1)?.push(one)
    else groups.push([one])
  }
  for (const group of groups) for (const [place, { index }] of group.entries()) shifts[index] = (place - (group.length - 1) / 2) * textHeight
  return shifts
}

/** In px: the figures of the axis to the left, the names of the lines to the right. */
const sides = { left: 44, right: 84 }

const lineOf = ({ id, label, values }: Series, index: number, plot: Plot, look: Look): readonly object[] => {
  const shift = nameShifts(plot.lines)[index] ?? 0
  const color = look.series[index % look.series.length] ?? look.ink
  const last = values.length - 1
  const split = plot.unfinished && last > 0
  const shared = {
    type: 'line',
    color,
    symbol: markers[index % markers.length],
    symbolSize: 6,
    showSymbol: values.length <= mostMarkers,
    emphasis: { disabled: true },
  }
  const name = { show: true, formatter: label, color: look.text, fontSize: 12, distance: 8, offset: [0, shift] }
  const dash = dashes[index % dashes.length]
  const whole = { ...shared, id, name: label, lineStyle: { width: 2, type: dash }, ...(split ? {} : { endLabel: name }) }
  if (!split) return [{ ...whole, data: values }]
  // Today may still rise: its way there is dashed, and no reader takes it for a fall.
  return [
    { ...whole, data: values.map((value, at) => (at === last ? null : value)) },
    {
      ...shared,
      id: `${id}.today`,
      name: label,
      lineStyle: { width: 2, type: [3, 4], opacity: 0.7 },
      endLabel: name,
      data: values.map((value, at) => (at < last - 1 ? null : value)),
    },
  ]
}

const hatched = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 }
const barOf = ({ id, label, values }: Series, plot: Plot, { series, ink, ground }: Look) => {
  const index = plot.lines.length
  const grid = index > 0 ? 1 : 0
  const color = series[index % series.length] ?? ink
  const last = values.length - 1
  const data = values.map((value, at) => (plot.unfinished && at === last ? { value, itemStyle: { decal: { ...hatched, color: ground } } } : value))
  return { type: 'bar', id, name: label, xAxisIndex: grid, yAxisIndex: grid, color, barMaxWidth: 14, data, emphasis: { disabled: true } }
}

/** All that ECharts is told, for a chart of days. */
export const optionOf = (plot: Plot, look: Look): EChartsCoreOption => {
  const { lang, text, line } = look
  const strip = plot.bars !== undefined && plot.lines.length > 0
  const label = { color: text, fontSize: 12 }
  const days = plot.days.map((_, index) => dayOf(plot, index, lang))
  const x = (gridIndex: number, shown: boolean) => ({
    type: 'category',
    gridIndex,
    data: days,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: { ...label, show: shown, hideOverlap: true },
    axisPointer: { label: { show: false } },
  })
  const y = (gridIndex: number, splitNumber: number, name?: string) => ({
    type: 'value',
    gridIndex,
    splitNumber,
    min: 0,
    minInterval: 1,
    name,
    nameGap: 6,
    nameTextStyle: { ...label, align: 'left' },
    splitLine: { lineStyle: { color: line, width: 1 } },
    axisLabel: { ...label, formatter: (value: number) => compact(value, lang) },
  })
  const tip = (index: number) =>
    [dayOf(plot, index, lang), ...seriesOf(plot).map(({ label, values }) => `${label}: ${figure(values[index], lang)}`)].join('\n')
  return {
    animation: !look.still,
    animationDuration: 200,
    animationDurationUpdate: 0,
    textStyle: { fontFamily: 'ui-sans-serif, system-ui, sans-serif' },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: text } },
    tooltip: {
      trigger: 'axis',
      // Drawn with the chart: words of people's own never become a part of the page.
      renderMode: 'richText',
      backgroundColor: look.ground,
      borderColor: line,
      textStyle: { color: look.ink, fontSize: 12, lineHeight: 18 },
      formatter: (at: { dataIndex: number } | readonly { dataIndex: number }[]) => tip(('dataIndex' in at ? at : at[0])?.dataIndex ?? 0),
    },
    grid: strip
      ? [
          { ...sides, top: 12, bottom: '40%' },
          { ...sides, top: '72%', bottom: 24 },
        ]
      : [{ ...sides, top: 12, bottom: 24 }],
    xAxis: strip ? [x(0, false), x(1, true)] : [x(0, true)],
    yAxis: strip ? [y(0, 3), y(1, 1, plot.bars?.label)] : [y(0, 3)],
    series: [...plot.lines.flatMap((series, index) => lineOf(series, index, plot, look)), ...(plot.bars ? [barOf(plot.bars, plot, look)] : [])],
  }
}
