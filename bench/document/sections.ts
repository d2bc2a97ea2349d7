/** The tables of docs/BENCHMARKS.md: each is one run of `selvedge lab`. */

export interface Section {
  /** Of the marker in the document. */
  readonly name: string
  /** After `npx selvedge lab`. */
  readonly args: readonly string[]
}

const WORKLOADS: readonly Section[] = [
  { name: 'plain', args: ['--threads', '2', '--seconds', '5'] },
  { name: 'writes', args: ['--threads', '2', '--seconds', '5', '--preset', 'ycsb-a'] },
  { name: 'keys', args: ['--scale', 'keys', '--strategy', 'lock-free', '--rival', 'map'] },
  {
    name: 'threads',
    args: [
      ...['--scale', 'threads', '--keys', '10000', '--strategy', 'lock-free,rwlock,sharded'],
      ...['--rival', 'map,go-rwmutex,java-chm'],
    ],
  },
]

const EXPERIMENTS = [
  ...['cliff', 'gc', 'segments', 'pipelines', 'counters', 'pooling', 'yield', 'shards'],
].map((name) => ({ name, args: ['--preset', name] }))

export const SECTIONS: readonly Section[] = [...WORKLOADS, ...EXPERIMENTS]
