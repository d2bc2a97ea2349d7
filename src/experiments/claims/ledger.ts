/** The article's claims, tested one after the other: they share the cores. */
import type { Conditions } from '../reproduction.ts'
import type { Claim, ClaimRow } from './claim.ts'
import { COST_CLAIMS } from './cost-claims.ts'
import { PANIC_CLAIMS } from './panic-claims.ts'
import { SYNC_MAP_CLAIMS } from './sync-map-claims.ts'

export const CLAIMS: readonly Claim[] = [...PANIC_CLAIMS, ...SYNC_MAP_CLAIMS, ...COST_CLAIMS]

/** Tests all, and hands out each row as it is there. Ends early if the signal comes, with the rows that it has. */
export async function* testClaims({ signal, onProgress }: Conditions): AsyncGenerator<ClaimRow> {
  for (const [at, { test, ...said }] of CLAIMS.entries()) {
    const told = (text: string): void =>
      onProgress(`${at + 1} of ${CLAIMS.length}, ${said.id}: ${text}`)
    try {
      signal.throwIfAborted()
      yield { ...said, ...(await test({ signal, onProgress: told })) }
    } catch (error) {
      if (signal.aborted) return
      throw error
    }
  }
}
