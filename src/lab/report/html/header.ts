/** What a reader sees first: what was measured, on what, by which command, and what went wrong. */
import { grouped } from '../columns.ts'
import type { ReportContext } from './context.ts'
import { html, type Markup } from './markup.ts'
import type { Fact, Page, Warning } from './page.ts'

export function header(page: Page, context: ReportContext): Markup {
  const { kind, title, lead, warnings, sections } = page
  return html`<header>
<div class="masthead"><p><b>selvedge lab</b> · ${kind}</p>
<label class="theme">Theme <select id="theme"><option value="">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label></div>
<h1>${title}</h1>
${lead.map((paragraph) => html`<p class="lead">${paragraph}</p>`)}
${warnings.length === 0 ? undefined : warningList(warnings)}
<pre class="command" tabindex="0" aria-label="The command of this report"><code>${context.command}</code></pre>
<dl class="facts">${[...machineFacts(context), ...page.facts].map(fact)}</dl>
<nav aria-label="Sections"><ul>${[...sections, { id: 'raw', title: 'Raw numbers' }].map(
    (each) => html`<li><a href="#${each.id}">${each.title}</a></li>`,
  )}</ul></nav>
</header>`
}

function machineFacts({ date, version, machine }: ReportContext): readonly Fact[] {
  const { cpu, cores, memoryBytes, os, node } = machine
  return [
    { name: 'Date', value: `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC` },
    { name: 'Processor', value: `${cpu}, ${grouped(cores)} ${cores === 1 ? 'core' : 'cores'}` },
    { name: 'Memory', value: `${(memoryBytes / 2 ** 30).toFixed(1)} GiB` },
    { name: 'System', value: os },
    { name: 'Node', value: node },
    { name: 'selvedge', value: version },
  ]
}

function fact({ name, value }: Fact): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>
`
}

const WORDS: Readonly<Record<Warning['kind'], string>> = {
  interrupted: 'Interrupted',
  failed: 'Failed',
  missing: 'Missing',
  skipped: 'Skipped',
}

function warningList(warnings: readonly Warning[]): Markup {
  return html`<ul class="warnings" aria-label="What is not complete">${warnings.map(
    ({ kind, text }) => html`<li class="${kind}"><b>${WORDS[kind]}</b> ${text}</li>`,
  )}</ul>`
}
