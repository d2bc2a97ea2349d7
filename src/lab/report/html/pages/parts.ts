/** What the pages of all kinds of reports have alike. */
import type { SubjectOptions } from '../../../subjects/options.ts'
import { optionWords } from '../../table.ts'
import type { Fact, Part, Section, Warning } from '../page.ts'

export const INTERRUPTED: Warning = {
  kind: 'interrupted',
  text: 'The run was interrupted: these are partial results.',
}

/** None where SharedMap's defaults were measured. */
export function optionFacts(options: SubjectOptions): readonly Fact[] {
  const words = optionWords(options)
  return words.length === 0 ? [] : [{ name: 'Options', value: words.join(', ') }]
}

/** Undefined if there is nothing to show in it. */
export function section(
  id: string,
  title: string,
  ...parts: readonly (Part | undefined)[]
): Section | undefined {
  const present = parts.filter(isPresent)
  return present.length === 0 ? undefined : { id, title, parts: present }
}

export function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined
}
