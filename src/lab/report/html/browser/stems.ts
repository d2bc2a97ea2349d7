/** A path of the chart library: a line from the base up to each value, for events that have a length. */
import type uPlot from 'uplot'

export function stems(chart: uPlot, at: number, from: number, to: number): uPlot.Series.Paths {
  const stroke = new Path2D()
  const base = chart.valToPos(chart.scales.y?.min ?? 0, 'y', true)
  const [along] = chart.data
  const up = chart.data[at]
  for (let i = from; i <= to; i++) {
    const [x, y] = [along[i], up?.[i]]
    if (x === null || x === undefined || y === null || y === undefined) continue
    const left = chart.valToPos(x, 'x', true)
    stroke.moveTo(left, base)
    stroke.lineTo(left, chart.valToPos(y, 'y', true))
  }
  return { stroke }
}
