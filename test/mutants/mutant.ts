/** A kernel with a mistake in it, as an edit of the kernel's text, and the tasks of the explorer that must find it. */
import { type Compilation, compileKernel } from '../../scripts/compile-kernel.mjs'
import type { ProgramName } from '../../src/testing/explorer/operations/vocabulary.ts'
import type { Recovery } from '../../src/testing/explorer/recoveries.ts'
import type { Base, KeyForm } from '../../src/testing/explorer/states/state.ts'
import type { Search } from '../../src/testing/explorer/task.ts'

export interface Edit {
  readonly file: string
  /** Must be there exactly once. */
  readonly from: string
  readonly to: string
}

export interface Mutant {
  /** The mistake. */
  readonly name: string
  readonly edits: readonly Edit[]
  /** One that finds it, and finds nothing in the kernel as it is. */
  readonly task: Search
}

const MOST_SCHEDULES = 200_000

/** Two threads, or three. */
export function together(
  base: Base,
  programs: readonly ProgramName[],
  bound: number,
  { keys = 'number', isCold = false }: { keys?: KeyForm; isCold?: boolean } = {},
): Search {
  return {
    kind: programs.length === 2 ? 'pair' : 'triple',
    state: { base, keys, isCold },
    ...{ programs, recovery: 'by another', bound, most: MOST_SCHEDULES },
  }
}

/** The first thread dies at each step. */
export function dying(
  base: Base,
  programs: readonly ProgramName[],
  recovery: Recovery = 'by another',
  bound = 0,
): Search {
  return {
    kind: 'deaths',
    state: { base, keys: 'number', isCold: false },
    ...{ programs, recovery, bound, most: MOST_SCHEDULES },
  }
}

/** @throws {RangeError} for an edit that does not fit the kernel's text */
export function compileMutant({ name, edits, task }: Mutant): Promise<Uint8Array> {
  return compileEdited(name, edits, { strategy: task.strategy ?? 'lock-free' })
}

/** @throws {RangeError} for an edit that does not fit the kernel's text */
export async function compileEdited(
  name: string,
  edits: readonly Edit[],
  which: Pick<Compilation, 'kernel' | 'strategy'>,
): Promise<Uint8Array> {
  const left = new Set(edits)
  const bytes = await compileKernel({
    ...which,
    explore: true,
    optimize: false,
    edit(path, text) {
      let edited = text
      for (const edit of edits) {
        if (edit.file !== path) continue
        if (edited.split(edit.from).length !== 2) {
          throw new RangeError(`'${name}': its text is not once in ${path}: ${edit.from}`)
        }
        edited = edited.replace(edit.from, () => edit.to)
        left.delete(edit)
      }
      return edited
    },
  })
  for (const { file } of left) throw new RangeError(`'${name}': there is no ${file}`)
  return bytes
}
