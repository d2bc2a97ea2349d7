/** Throughput by subject, as bars that need no script. */
import { throughput } from '../../columns.ts'
import type { View } from '../chart.ts'
import { html, type Markup, trusted } from '../markup.ts'
import { type ChartRow, viewsOf } from './chart-row.ts'

interface Bar {
  readonly name: string
  readonly colour: number
  readonly opsPerMs: number
}

export function throughputBars(rows: readonly ChartRow[]): Markup {
  const views = viewsOf(rows, ({ opsPerMs }, series): Bar => ({ ...series, opsPerMs }))
  return html`<figure class="bars" aria-label="Throughput by subject">
<figcaption><p>Operations of all threads in a millisecond. Higher is better.</p></figcaption>
${views.map(group)}
</figure>`
}

function group({ label, series }: View<Bar>): Markup {
  const most = Math.max(...series.map(({ opsPerMs }) => opsPerMs))
  const heading = label === '' ? undefined : html`<h3>${label}</h3>`
  return html`${heading}<ul>
${series.map((bar) => line(bar, most))}</ul>`
}

function line({ name, colour, opsPerMs }: Bar, most: number): Markup {
  const share = most > 0 ? (opsPerMs / most) * 100 : 0
  const style = trusted(`--share:${share.toFixed(2)}%;--colour:var(--series-${colour % 8})`)
  return html`<li><span class="name">${name}</span><span class="bar" style="${style}" aria-hidden="true"></span><span class="figure">${throughput(opsPerMs)}</span></li>
`
}
