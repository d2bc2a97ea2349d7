import { describe, expect, it } from 'vitest'
import { html, trusted } from './markup.ts'

describe('html', () => {
  it('escapes text, in elements and in attributes', () => {
    const text = `<b> & "quoted" 'too' </script><!--`
    expect(html`<p title="${text}">${text}</p>`.text).toBe(`<p title="${ESCAPED}">${ESCAPED}</p>`)
  })

  it('takes markup as it is, numbers, lists of all of them, and nothing', () => {
    const items = ['<', 2].map((each) => html`<li>${each}</li>`)
    expect(html`<ul>${items}${undefined}${trusted('<hr>')}</ul>`.text).toBe(
      '<ul><li>&lt;</li><li>2</li><hr></ul>',
    )
  })
})

const ESCAPED = '&lt;b&gt; &amp; &quot;quoted&quot; &#39;too&#39; &lt;/script&gt;&lt;!--'
