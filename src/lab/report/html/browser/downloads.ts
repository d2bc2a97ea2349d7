/** The report as files: what is embedded in the page, saved without a request. */
import { csvOf } from '../csv.ts'
import { embedded } from './embedded-data.ts'

const NAME = 'selvedge-lab'

/** As much of a report as this needs to know. */
interface WithRows {
  readonly rows: readonly object[]
}

export function offerDownloads(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-download]')) {
    button.addEventListener('click', () => {
      const report: WithRows = JSON.parse(embedded('report-data'))
      if (button.dataset.download === 'csv') save('csv', 'text/csv', csvOf(report.rows))
      else save('json', 'application/json', `${JSON.stringify(report)}\n`)
    })
  }
}

function save(ending: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${NAME}.${ending}`
  link.click()
  // The browser has begun to read it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
