/** Light or dark: as the system is, until the reader chooses. */
import { redrawAll } from './plots.ts'

export function chooseTheme(): void {
  const select = document.querySelector<HTMLSelectElement>('#theme')
  select?.addEventListener('change', () => {
    document.documentElement.dataset.theme = select.value
    redrawAll()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll)
}
