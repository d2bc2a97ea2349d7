/** Every case, in the order in which they are run and printed. */
import type { BenchCase } from './case.ts'
import { attach } from './cases/attach.ts'
import { bytesPerEntry } from './cases/bytes-per-entry.ts'
import { cliff } from './cases/cliff.ts'
import { counters } from './cases/counters.ts'
import { heapGrowth } from './cases/heap-growth.ts'
import { insert } from './cases/insert.ts'
import { natives } from './cases/natives.ts'
import { numberGet } from './cases/number-get.ts'
import { numberSet } from './cases/number-set.ts'
import { objectGet } from './cases/object-get.ts'
import { rivals } from './cases/rivals.ts'
import { strategies } from './cases/strategies.ts'
import { stringGet } from './cases/string-get.ts'
import { stringGetFresh } from './cases/string-get-fresh.ts'
import { stringMiss } from './cases/string-miss.ts'
import { stringSet } from './cases/string-set.ts'
import { tail } from './cases/tail.ts'
import { twoThreads } from './cases/two-threads.ts'

export const catalogue: readonly BenchCase[] = [
  ...numberGet,
  ...numberSet,
  ...stringGet,
  ...stringGetFresh,
  ...stringMiss,
  ...stringSet,
  ...objectGet,
  ...twoThreads,
  ...strategies,
  ...tail,
  ...cliff,
  ...rivals,
  ...natives,
  ...counters,
  ...insert,
  ...bytesPerEntry,
  ...attach,
  ...heapGrowth,
]
