/** All charts of the page: each as wide as its place, and drawn anew when the theme changes. */
import uPlot from 'uplot'
import { colour, forgetColours } from './palette.ts'

const plots = new Map<uPlot, ResizeObserver>()

/** Without a legend: the page has its own, which a keyboard can use. */
export function plot(
  place: HTMLElement,
  height: number,
  options: Omit<uPlot.Options, 'width' | 'height' | 'legend'>,
  data: uPlot.AlignedData,
): uPlot {
  const width = place.clientWidth
  const chart = new uPlot({ ...options, width, height, legend: { show: false } }, data, place)
  const observer = new ResizeObserver(() => {
    if (place.clientWidth !== chart.width) chart.setSize({ width: place.clientWidth, height })
  })
  observer.observe(place)
  plots.set(chart, observer)
  return chart
}

export function remove(chart: uPlot): void {
  plots.get(chart)?.disconnect()
  plots.delete(chart)
  chart.destroy()
}

export function redrawAll(): void {
  forgetColours()
  for (const chart of plots.keys()) chart.redraw(false, true)
}

const FONT = '12px ui-sans-serif, system-ui, sans-serif'

export const gridLine = { stroke: (): string => colour('--rule'), width: 1 }

/** An axis in the page's own colours. */
export function axis(options: uPlot.Axis): uPlot.Axis {
  return {
    font: FONT,
    labelFont: FONT,
    stroke: () => colour('--ink-soft'),
    grid: gridLine,
    ticks: { ...gridLine, size: 4 },
    ...options,
  }
}

/** For the grid of a logarithmic axis: a line for each power of ten, and none between. */
export function powersOfTen(_: uPlot, splits: number[]): (number | null)[] {
  return splits.map((split) =>
    Number.isInteger(Number(Math.log10(split).toFixed(6))) ? split : null,
  )
}
