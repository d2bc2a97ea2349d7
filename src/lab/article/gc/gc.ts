/** What maps cost the garbage collector: the article's table, and a million entries that are held. */
import type { ArticleExperiment, ArticleResult, Conditions } from '../article.ts'
import { isInterrupted, Runs } from '../in-turns.ts'
import {
  type HeldRuns,
  type HeldScale,
  heldComparisons,
  heldEntries,
  heldRows,
  runHeld,
} from './held.ts'
import { runTasks, type TaskRuns, type TaskScale, taskComparisons, taskRows } from './tasks.ts'

export interface GcScale {
  readonly tasks: TaskScale
  readonly held: HeldScale
}

const FULL: GcScale = {
  tasks: { tasks: 10_000, rounds: 3, mostMs: 4000 },
  held: {
    entries: 1_000_000,
    threads: 2,
    loads: [
      { label: '', setPercent: 50, operations: 1_000_000, rounds: 3, mostMs: 4500 },
      { label: ', 5 % set', setPercent: 5, operations: 400_000, rounds: 1, mostMs: 0 },
    ],
  },
}

export const gc: ArticleExperiment = {
  name: 'gc',
  summary: '10 k tasks with values of 128 bytes, and 1 M entries held: pauses, collections, memory',
  run: (conditions) => measureGc(FULL, conditions),
}

export async function measureGc(scale: GcScale, conditions: Conditions): Promise<ArticleResult> {
  const runs: TaskRuns = new Runs()
  const held: HeldRuns = new Runs()
  const entries = heldEntries(scale.held)
  const interrupted = await isInterrupted(conditions.signal, async () => {
    await runTasks(runs, scale.tasks, conditions)
    await runHeld(held, scale.held, entries, conditions)
  })
  const tasks = taskRows(runs)
  const holding = heldRows(held, scale.held, entries)
  return {
    rows: [...tasks, ...holding],
    comparisons: [...taskComparisons(tasks), ...heldComparisons(scale.held, holding)],
    notes: NOTES,
    interrupted,
  }
}

const NOTES = [
  'Tasks: an operation is one of the 10 k tasks, which adds 100 entries of 128 bytes and reads as many; the map is empty at first. Of rounds in turns, the row is the one with the median pause time; latencies are those of all rounds.',
  'Threads share no objects, so there is no Map behind a lock: its place is taken by a Map in each thread, which has only what that thread adds, and by a Map of an owner thread, which is asked by a message for each task. The owner is watched as well.',
  'Held: each thread reads and writes random keys of a map that is full from the start; 50 % set, or 5 %. A Map holds all entries in each thread, a SharedMap once for all. An operation includes a look at the clock. No near cache: with random keys of a million it would keep what is hardly asked for again. Rounds in turns; the row is the one with the median pause time.',
  "What is left of pauses with SharedMap: scavenges for the strings that the load makes and for those that its reads decode. They find nothing alive, so each is short, but V8 leaves its new space small then, so there are more of them than with a Map, where each copies the entries that were set. With few sets a Map's reads make no garbage at all and SharedMap's still do. A scavenge that finds nothing is 0.1 ms by V8's own trace and twice that by the observer that tells of it here.",
  'Memory is the heaps of all threads, the most that was seen of each, and the shared memory.',
]
