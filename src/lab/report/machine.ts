/** What figures were measured on. */
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import type { Machine } from './row.ts'

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    os: `${type()} ${release()}`,
    node: process.version,
  }
}

export function machineLine({ cpu, cores, node }: Machine): string {
  return `${cpu}, ${cores} cores, Node ${node}`
}
