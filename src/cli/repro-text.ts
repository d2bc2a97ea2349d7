/** A failure and its safe form, for people and for programs. */
import type { Observation, Reproduction, Scenario } from '../experiments/reproduction.ts'

export function introduction({ name, summary, about }: Scenario): string {
  return `${name}: ${summary}\n\n${about}\n`
}

export function happened({ lines }: Observation): string {
  return `What happens:\n${indented(lines)}\n`
}

export function remedy({ safeForm }: Scenario, { lines }: Observation): string {
  return `The safe form:\n${indented(safeForm.split('\n'))}\n\nWith it:\n${indented(lines)}\n`
}

export function verdict({ seen, safe }: Reproduction): string {
  return `Seen: ${seen ? 'yes' : 'no'}. Failed with the safe form: ${safe.seen ? 'yes' : 'no'}.`
}

export function jsonOf({ name }: Scenario, { seen, figures, safe }: Reproduction): object {
  return { name, seen, safe: { seen: safe.seen, ...safe.figures }, ...figures }
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n')
}
