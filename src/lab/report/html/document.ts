/** The HTML document around a page: head, header, sections, and what the page's script works with. */
import { createHash } from 'node:crypto'
import type { Charts } from './chart.ts'
import type { AnyReport, ReportContext } from './context.ts'
import { embeddedJson } from './embedded.ts'
import { figureMarkup } from './figure.ts'
import { header } from './header.ts'
import { html, Markup, trusted } from './markup.ts'
import type { Page, Part, Section } from './page.ts'

export function documentOf(page: Page, report: AnyReport, context: ReportContext): string {
  const { style, script, licence } = context.assets
  const title = `${page.title} · selvedge lab`
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="generator" content="selvedge ${context.version}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${trusted(style)}
</style>
</head>
<body>
${header(page, context)}
<main>
${page.sections.length === 0 ? html`<p>Nothing was measured.</p>` : page.sections.map(sectionMarkup)}
${rawNumbers()}
</main>
<footer>
<p>Made by selvedge ${context.version}. This file is complete: it loads nothing, and sends nothing.</p>
<details><summary>Charts by uPlot, under the MIT licence</summary><pre tabindex="0">${licence}</pre></details>
</footer>
<script type="application/json" id="report-data">${trusted(embeddedJson(report))}</script>
<script type="application/json" id="chart-data">${trusted(embeddedJson(chartsOf(page)))}</script>
<script>${trusted(script)}</script>
</body>
</html>
`
  return text
}

/** No request of any kind, and no script but the page's own. */
function policy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64')
  return `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`
}

function sectionMarkup({ id, title, parts }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${parts.map((part) => (part instanceof Markup ? part : figureMarkup(part, title)))}
</section>
`
}

function rawNumbers(): Markup {
  return html`<section id="raw" aria-labelledby="raw-title">
<h2 id="raw-title">Raw numbers</h2>
<p>The whole report is within this file: the same object that <code>--json</code> prints, and its rows as a table.</p>
<p class="buttons"><button type="button" data-download="json">Save JSON</button> <button type="button" data-download="csv">Save rows as CSV</button></p>
<noscript><p>Charts and buttons need JavaScript; all figures are in the tables above.</p></noscript>
</section>`
}

function chartsOf({ sections }: Page): Charts {
  const figures = sections.flatMap(({ parts }) => parts.filter(isFigure))
  return Object.fromEntries(figures.map(({ id, chart }) => [id, chart]))
}

function isFigure(part: Part): part is Exclude<Part, Markup> {
  return !(part instanceof Markup)
}
