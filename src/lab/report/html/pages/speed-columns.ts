/** The columns of what callers see, alike in all tables of rows that were measured so. */
import { microseconds, throughput } from '../../columns.ts'
import type { Measured } from '../../row.ts'
import type { Column } from '../table.ts'

type Speed = Pick<Measured, 'opsPerMs' | 'p50Us' | 'p99Us' | 'p999Us' | 'p9999Us' | 'maxUs'>

export const SPEED_COLUMNS: readonly Column<Speed>[] = [
  { head: 'ops/ms', of: (row) => row.opsPerMs, text: throughput, best: 'highest' },
  { head: 'P50 µs', of: (row) => row.p50Us, text: microseconds, best: 'lowest' },
  { head: 'P99 µs', of: (row) => row.p99Us, text: microseconds, best: 'lowest' },
  { head: 'P99.9 µs', of: (row) => row.p999Us, text: microseconds, best: 'lowest' },
  { head: 'P99.99 µs', of: (row) => row.p9999Us, text: microseconds, best: 'lowest' },
  { head: 'Max µs', of: (row) => row.maxUs, text: microseconds, best: 'lowest' },
]
