/** Where each contestant's code is, and the code itself, so that a reader can judge whether it is fair. */
import { html, type Markup } from './markup.ts'

interface Contestant {
  readonly subject: string
  readonly source: string
}

/** A file once, with all contestants that it has. */
export function sourceList(
  contestants: readonly Contestant[],
  sources: ReadonlyMap<string, string>,
): Markup {
  const paths = [...new Set(contestants.map(({ source }) => source))]
  return html`${paths.map((path) => {
    const names = contestants.filter(({ source }) => source === path).map(({ subject }) => subject)
    return entry([...new Set(names)].join(', '), path, sources.get(path))
  })}`
}

function entry(names: string, path: string, text: string | undefined): Markup {
  if (text === undefined) {
    return html`<p class="source"><b>${names}</b> <code>${path}</code> <span class="aside">in the project’s repository</span></p>
`
  }
  return html`<details class="source"><summary><b>${names}</b> <code>${path}</code></summary>
<pre tabindex="0"><code>${text}</code></pre></details>
`
}
