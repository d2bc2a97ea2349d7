/** Where a strategy's own code is. */
import type { StrategyName } from '../../index.ts'

/** In the repository: the package has what it is compiled to. */
export function strategySource(strategy: StrategyName): string {
  return `kernel/strategies/${strategy}/operations.ts`
}
