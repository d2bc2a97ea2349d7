/** Collections in time: a strip for each subject, one below the other, all to the same scales. */
import type uPlot from 'uplot'
import type { PauseChart, PauseSeries, View } from '../chart.ts'
import { colour, seriesProperty } from './palette.ts'
import { axis, plot, remove } from './plots.ts'
import { stems } from './stems.ts'
import { eachView } from './views.ts'

/** Of the style sheet too, which keeps the room for them. */
const STRIP_HEIGHT = 84
const AXIS_HEIGHT = 30

export function drawPauses(chart: PauseChart, place: HTMLElement): void {
  eachView(place.id, chart.views, (view) => drawView(view, place))
}

function drawView({ series }: View<PauseSeries>, place: HTMLElement): () => void {
  const all = series.flatMap(({ pauses }) => pauses)
  const end = Math.max(1, ...all.map(([atMs, ms]) => atMs + ms))
  const longest = Math.max(0.1, ...all.map(([, ms]) => ms))
  const drawn = series.map((each, at) => {
    const isLast = at === series.length - 1
    const strip = place.appendChild(document.createElement('div'))
    strip.className = 'strip'
    const words = strip.appendChild(document.createElement('p'))
    words.textContent = inWords(each)
    const holder = strip.appendChild(document.createElement('div'))
    const data: uPlot.AlignedData = [
      each.pauses.map(([atMs]) => atMs / 1000),
      each.pauses.map(([, ms]) => ms),
    ]
    const height = STRIP_HEIGHT + (isLast ? AXIS_HEIGHT : 0)
    return plot(holder, height, optionsOf(each, end / 1000, longest * 1.1, isLast), data)
  })
  return () => {
    for (const each of drawn) remove(each)
    place.replaceChildren()
  }
}

function inWords({ name, pauses }: PauseSeries): string {
  const total = pauses.reduce((sum, [, ms]) => sum + ms, 0)
  const longest = Math.max(0, ...pauses.map(([, ms]) => ms))
  if (pauses.length === 0) return `${name}: none`
  return `${name}: ${pauses.length}, ${total.toFixed(1)} ms in all, longest ${longest.toFixed(1)} ms`
}

function optionsOf(
  { colour: index }: PauseSeries,
  seconds: number,
  longestMs: number,
  isLast: boolean,
): Parameters<typeof plot>[2] {
  const stroke = (): string => colour(seriesProperty(index))
  return {
    padding: [6, 16, isLast ? 0 : 4, 0],
    scales: {
      x: { time: false, range: [0, seconds] },
      y: { range: [0, longestMs] },
    },
    axes: [
      axis({
        size: isLast ? AXIS_HEIGHT : 0,
        values: (_, at) => at.map((s) => (isLast ? `${s} s` : '')),
        ticks: { show: isLast, stroke: () => colour('--rule'), size: 4 },
      }),
      axis({ size: 62, space: 28, values: (_, at) => at.map((ms) => `${ms} ms`) }),
    ],
    series: [
      {},
      { stroke, width: 1.5, paths: stems, points: { show: true, size: 4, stroke, fill: stroke } },
    ],
    cursor: { show: false },
  }
}
