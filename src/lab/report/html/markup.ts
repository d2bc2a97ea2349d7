/** HTML as a value: text that goes into it is escaped, and what is markup already goes in as it is. */

/** Only `html` makes it from text, and `trusted` from what this package itself wrote. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = Markup | string | number | undefined | readonly Content[]

export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const text = parts.map((part, at) => part + markupOf(contents[at]))
  return new Markup(text.join(''))
}

/** For text that is markup, style or script, and has nothing of a user's in it. */
export function trusted(text: string): Markup {
  return new Markup(text)
}

function markupOf(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'string') return escaped(content)
  if (typeof content === 'number') return `${content}`
  return content.map(markupOf).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
