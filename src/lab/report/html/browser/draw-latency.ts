/** Distributions of latencies: a line for each subject, read at a percentile by pointer or slider. */
import uPlot from 'uplot'
import type { LatencyChart, LatencySeries, View } from '../chart.ts'
import { drawLegend } from './legend.ts'
import { colour, seriesDash, seriesProperty } from './palette.ts'
import { percentileAt, placed, position } from './percentile-axis.ts'
import { axis, gridLine, plot, powersOfTen, remove } from './plots.ts'
import { drawSlider } from './slider.ts'
import { percentileName, time } from './units.ts'
import { eachView } from './views.ts'

const HEIGHT = 360
const FIRST_READ = 99
/** Of places, more than they are rounded by. */
const ROUNDING = 1e-5
/** Of the axis' font, about. */
const LETTER_WIDTH = 7

export function drawLatency(chart: LatencyChart, place: HTMLElement, legend: HTMLElement): void {
  eachView(place.id, chart.views, (view) => drawView(view, place, legend))
}

function drawView(
  { series }: View<LatencySeries>,
  place: HTMLElement,
  legend: HTMLElement,
): () => void {
  const lines = series.map(({ points }) => placed(points))
  const places = [...new Set(lines.flatMap((line) => [...line.keys()]))].toSorted((a, b) => a - b)
  const values = lines.map((line) => places.map((at) => line.get(at) ?? null))
  const data: uPlot.AlignedData = [places, ...values]
  const names = drawLegend(legend, series, (at, show) => drawn.setSeries(at + 1, { show }))
  const readAt = (at: number): void => {
    names.show(values.map((line) => figure(line[at])))
    // The last place is nobody's percentile: see `placed`.
    const percentile = at === places.length - 1 ? 100 : percentileAt(places[at] ?? 0)
    slider.show(at, percentileName(percentile))
  }
  const slider = drawSlider(legend, 'Read at', places.length, (at) => {
    drawn.setCursor({ left: drawn.valToPos(places[at] ?? 0, 'x'), top: -1 })
    readAt(at)
  })
  const drawn = plot(place, HEIGHT, optionsOf(series, readAt), data)
  readAt(nearest(places, position(FIRST_READ)))
  return () => {
    remove(drawn)
    legend.replaceChildren()
  }
}

function figure(us: number | null | undefined): string {
  return us === null || us === undefined ? '–' : time(us)
}

function nearest(places: readonly number[], wanted: number): number {
  const after = places.findIndex((place) => place >= wanted - ROUNDING)
  return after < 0 ? places.length - 1 : after
}

function optionsOf(
  series: readonly LatencySeries[],
  onRead: (at: number) => void,
): Parameters<typeof plot>[2] {
  return {
    padding: [12, 16, 0, 0],
    scales: {
      x: { time: false, range: (_, min, max) => [Math.min(min, max - 1), max] },
      y: { distr: 3, log: 10, range: (_, min, max) => uPlot.rangeLog(min, max, 10, true) },
    },
    axes: [
      axis({
        splits: nines,
        values: spacedNames,
      }),
      axis({
        size: 62,
        grid: { ...gridLine, filter: powersOfTen },
        values: (_, at) => at.map((us: number | null) => (us === null ? '' : time(us))),
      }),
    ],
    series: [
      {},
      ...series.map(({ colour: index }) => ({
        stroke: (): string => colour(seriesProperty(index)),
        dash: seriesDash(index),
        width: 1.75,
        spanGaps: true,
        points: { show: false },
      })),
    ],
    cursor: { y: false, drag: { x: false, y: false } },
    hooks: {
      setCursor: [
        ({ cursor }) => {
          if (cursor.idx !== null && cursor.idx !== undefined) onRead(cursor.idx)
        },
      ],
    },
  }
}

/** P0, P50 and each nine. */
function nines(_: uPlot, __: number, min: number, max: number): number[] {
  const whole = Array.from({ length: Math.floor(max) + 1 }, (_, at) => at)
  return [...whole, position(50)]
    .filter((x) => x >= min - ROUNDING && x <= max)
    .toSorted((a, b) => a - b)
}

/** Of each nine, unless it would run into the one before it. */
function spacedNames(chart: uPlot, splits: number[]): string[] {
  let end = Number.NEGATIVE_INFINITY
  return splits.map((split) => {
    const name = percentileName(percentileAt(split))
    const half = (name.length * LETTER_WIDTH) / 2
    const middle = chart.valToPos(split, 'x')
    if (middle - half < end) return ''
    end = middle + half + LETTER_WIDTH
    return name
  })
}
