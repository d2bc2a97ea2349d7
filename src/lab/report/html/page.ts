/** A report as a page, before it is HTML. Each kind of report is turned into one of these in pages/. */
import type { Chart } from './chart.ts'
import type { Markup } from './markup.ts'

export interface Page {
  /** What kind of report it is, in a word or two. */
  readonly kind: string
  readonly title: string
  /** What was measured, in words: a paragraph each. */
  readonly lead: readonly string[]
  /** Beside those that each page has. */
  readonly facts: readonly Fact[]
  /** What the reader has to know before any figure. */
  readonly warnings: readonly Warning[]
  readonly sections: readonly Section[]
}

export interface Fact {
  readonly name: string
  readonly value: string
}

export interface Warning {
  readonly kind: 'interrupted' | 'failed' | 'missing' | 'skipped'
  readonly text: string
}

export interface Section {
  /** Of its heading, for links. */
  readonly id: string
  readonly title: string
  readonly parts: readonly Part[]
}

export type Part = Markup | Figure

/** A chart that the page's script draws, with what it shows in words for whoever does not see it. */
export interface Figure {
  /** Within the page. */
  readonly id: string
  readonly title: string
  /** How to read it. */
  readonly caption: string
  /** What it shows, with figures. */
  readonly summary: string
  readonly chart: Chart
}
