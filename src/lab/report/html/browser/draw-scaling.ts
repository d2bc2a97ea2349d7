/** A figure against the number of keys or threads: a line for each subject. */
import uPlot from 'uplot'
import type { ScalingChart } from '../chart.ts'
import { drawLegend } from './legend.ts'
import { colour, seriesDash, seriesProperty } from './palette.ts'
import { axis, plot } from './plots.ts'
import { count, time } from './units.ts'

const HEIGHT = 300
/** Of the axis of sizes: room beside the first and the last. */
const MARGIN = 1.25

export function drawScaling(chart: ScalingChart, place: HTMLElement, legend: HTMLElement): void {
  const { series } = chart
  const lines = series.map(({ points }) => new Map(points))
  const sizes = [...new Set(lines.flatMap((line) => [...line.keys()]))].toSorted((a, b) => a - b)
  const values = lines.map((line) => sizes.map((size) => line.get(size) ?? null))
  const drawn = plot(place, HEIGHT, optionsOf(chart, sizes), [sizes, ...values])
  const names = drawLegend(legend, series, (at, show) => drawn.setSeries(at + 1, { show }))
  const where = document.createElement('p')
  where.className = 'where'
  legend.prepend(where)
  const show = (at: number): void => {
    where.textContent = `With ${(sizes[at] ?? 0).toLocaleString('en-US')} ${chart.along}:`
    names.show(values.map((line) => figure(chart, line[at] ?? null)))
  }
  show(sizes.length - 1)
  drawn.hooks.setCursor = [
    ({ cursor }) => {
      if (cursor.idx !== null && cursor.idx !== undefined) show(cursor.idx)
    },
  ]
}

function figure(chart: ScalingChart, value: number | null): string {
  if (value === null) return '–'
  return isThroughput(chart) ? count(value) : time(value)
}

function isThroughput({ figure: what }: ScalingChart): boolean {
  return what === 'operations in a millisecond'
}

function optionsOf(chart: ScalingChart, sizes: number[]): Parameters<typeof plot>[2] {
  const byKeys = chart.along === 'keys'
  return {
    padding: [12, 16, 0, 0],
    scales: {
      x: {
        time: false,
        distr: 3,
        log: byKeys ? 10 : 2,
        range: (_, min, max) => [min / MARGIN, max * MARGIN],
      },
      y: isThroughput(chart)
        ? { range: (_, __, max) => [0, max * 1.05] }
        : { distr: 3, log: 10, range: (_, min, max) => uPlot.rangeLog(min, max, 10, true) },
    },
    axes: [
      axis({
        splits: () => sizes,
        filter: (_, splits) => splits,
        values: (_, at) => at.map(count),
      }),
      axis({
        size: 62,
        values: (_, at) => at.map((value: number | null) => figure(chart, value).replace('–', '')),
      }),
    ],
    series: [
      {},
      ...chart.series.map(({ colour: index }) => ({
        stroke: (): string => colour(seriesProperty(index)),
        dash: seriesDash(index),
        width: 1.75,
        spanGaps: true,
        points: { show: true, size: 6, fill: (): string => colour(seriesProperty(index)) },
      })),
    ],
    cursor: { y: false, drag: { x: false, y: false } },
  }
}
