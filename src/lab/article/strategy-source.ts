/** Where a strategy's own code is. */
import type { StrategyName } from '../../index.ts'

/** A path within the package, which has the kernel's source beside what it is compiled to. */
export function strategySource(strategy: StrategyName): string {
  return `kernel/strategies/${strategy}/operations.ts`
}
