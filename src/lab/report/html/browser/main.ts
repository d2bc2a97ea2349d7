/** The script of a page: draws charts into their places, and makes buttons and tables work. */
// First: what the others import works only after it.
import './language.ts'

import type { Charts } from '../chart.ts'
import { offerDownloads } from './downloads.ts'
import { drawLatency } from './draw-latency.ts'
import { drawPauses } from './draw-pauses.ts'
import { drawScaling } from './draw-scaling.ts'
import { embedded } from './embedded-data.ts'
import { makeSortable } from './sorting.ts'
import { chooseTheme } from './theme.ts'

const charts: Charts = JSON.parse(embedded('chart-data'))

for (const [id, chart] of Object.entries(charts)) {
  const place = document.getElementById(id)
  const legend = document.getElementById(`${id}-legend`)
  if (place === null || legend === null) continue
  switch (chart.kind) {
    case 'latency':
      drawLatency(chart, place, legend)
      break
    case 'pauses':
      drawPauses(chart, place)
      break
    case 'scaling':
      drawScaling(chart, place, legend)
      break
  }
}
chooseTheme()
offerDownloads()
makeSortable()
