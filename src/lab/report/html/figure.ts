/** The place of a chart, of the height that it will have, with its words. */
import type { Chart } from './chart.ts'
import { html, type Markup } from './markup.ts'
import type { Figure } from './page.ts'

/** Its own title is left out where it is that of the section. */
export function figureMarkup(
  { id, title, caption, summary, chart }: Figure,
  heading: string,
): Markup {
  return html`<figure class="chart ${chart.kind}" aria-label="${title}">
<figcaption>${heading === title ? undefined : html`<h3>${title}</h3>`}
<p>${caption}</p></figcaption>
${viewChoice(id, chart)}
<div class="plot" id="${id}" role="img" aria-label="${title}. ${summary}" style="--strips:${strips(chart)}"></div>
<div class="legend" id="${id}-legend"></div>
<details class="words"><summary>In words</summary><p>${summary}</p></details>
</figure>
`
}

/** Only where there is more than one view to choose from. */
function viewChoice(id: string, chart: Chart): Markup | undefined {
  if (chart.kind === 'scaling' || chart.views.length < 2) return undefined
  return html`<p class="choice"><label>Of the run with <select data-view-of="${id}">${chart.views.map(
    ({ label }, at) => html`<option value="${at}">${label}</option>`,
  )}</select></label></p>`
}

/** The most strips that any view has. */
function strips(chart: Chart): number {
  return chart.kind === 'pauses' ? Math.max(...chart.views.map(({ series }) => series.length)) : 1
}
