/** The tables of docs/BENCHMARKS.md: each is one run of the lab or of the benchmark. */

export interface Section {
  /** Of the marker in the document. */
  readonly name: string
  readonly program: 'lab' | 'bench'
  readonly args: readonly string[]
}

const WORKLOADS: readonly Section[] = [
  { name: 'plain', program: 'lab', args: ['--threads', '2', '--seconds', '5'] },
  {
    name: 'writes',
    program: 'lab',
    args: ['--threads', '2', '--seconds', '5', '--preset', 'ycsb-a'],
  },
  {
    name: 'keys',
    program: 'lab',
    args: ['--scale', 'keys', '--strategy', 'lock-free', '--rival', 'map'],
  },
  {
    name: 'threads',
    program: 'lab',
    args: [
      ...['--scale', 'threads', '--keys', '10000', '--strategy', 'lock-free,rwlock,sharded'],
      ...['--rival', 'map,go-rwmutex,java-chm'],
    ],
  },
  { name: 'natives', program: 'bench', args: ['100 k keys, 2 threads'] },
]

const EXPERIMENTS = [
  ...['cliff', 'gc', 'segments', 'pipelines', 'counters', 'pooling', 'yield', 'shards'],
].map((name): Section => ({ name, program: 'lab', args: ['--preset', name] }))

export const SECTIONS: readonly Section[] = [...WORKLOADS, ...EXPERIMENTS]

/** As a shell takes it. */
export function commandOf({ program, args }: Section): string {
  const words = args.map((arg) => (arg.includes(' ') ? `"${arg}"` : arg))
  return [program === 'lab' ? 'npx selvedge lab' : 'npm run bench --', ...words].join(' ')
}
