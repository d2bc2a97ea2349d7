/** A workload as the programs in other languages take it: `name=value`, each an argument. */
import { OPERATIONS, type Workload } from '../workload/workload.ts'

export function argumentsOf(workload: Workload): string[] {
  const { hot, mix, rate = 0 } = workload
  const given: Readonly<Record<string, string | number>> = {
    keys: workload.keys,
    'key-bytes': workload.keyBytes,
    'value-bytes': workload.valueBytes,
    distribution: workload.distribution,
    'hot-operations': hot.operations,
    'hot-keys': hot.keys,
    threads: workload.threads,
    'think-us': workload.thinkUs,
    rate,
    seed: workload.seed,
    seconds: workload.seconds,
    ...Object.fromEntries(OPERATIONS.map((operation) => [operation, mix[operation]])),
  }
  return Object.entries(given).map(([name, value]) => `${name}=${value}`)
}
