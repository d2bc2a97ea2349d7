/** Every failure that can be shown. */
import type { Scenario } from '../reproduction.ts'
import { FATAL } from './fatal.ts'
import { LOST } from './lost.ts'
import { MEMORY } from './memory.ts'

export const SCENARIOS: readonly Scenario[] = [...FATAL, ...LOST, ...MEMORY]
