/** How many keys most operations go to. */

import type { TraceSummary } from '../trace/summary/summarise-trace.ts'
import { BUSY_PART } from '../trace/summary/summarise-trace.ts'
import type { Workload } from '../workload/workload.ts'
import { THETA, zeta } from '../workload/zipf.ts'
import type { HotSet } from './setup.ts'

export function hotSetOfTrace({ gets, busyKeys, keyBytes, valueBytes }: TraceSummary): HotSet {
  return { keys: gets === 0 ? 0 : busyKeys, entryBytes: keyBytes.p50 + valueBytes.p50 }
}

export function hotSetOfWorkload(workload: Workload): HotSet {
  const { get, update, iterate } = workload.mix
  const keys = get + update + iterate === 0 ? 0 : busyKeys(workload)
  return { keys, entryBytes: workload.keyBytes + workload.valueBytes }
}

function busyKeys({ keys, distribution, hot }: Workload): number {
  switch (distribution) {
    case 'uniform':
      return Math.ceil(BUSY_PART * keys)
    case 'hot': {
      const [inHot, size] = [hot.operations / 100, (hot.keys / 100) * keys]
      if (inHot >= BUSY_PART) return Math.round((BUSY_PART / inHot) * size)
      return Math.round(size + ((BUSY_PART - inHot) / (1 - inHot)) * (keys - size))
    }
    case 'zipf':
    case 'latest': {
      const all = BUSY_PART * zeta(keys, THETA)
      let [sum, busy] = [0, 0]
      while (sum < all) sum += 1 / (++busy) ** THETA
      return busy
    }
  }
}
