/** Names and colours of a chart's series, each a switch that shows or hides it, with its figure beside it. */
import type { Series } from '../chart.ts'
import { SERIES_COLOURS, seriesProperty } from './palette.ts'

export interface Legend {
  /** In the order of the series. */
  show(figures: readonly string[]): void
}

export function drawLegend(
  place: HTMLElement,
  series: readonly Series[],
  onSwitch: (at: number, isShown: boolean) => void,
): Legend {
  const list = document.createElement('ul')
  const outputs = series.map(({ name, colour }, at) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('aria-pressed', 'true')
    const swatch = document.createElement('i')
    swatch.style.setProperty('--colour', `var(${seriesProperty(colour)})`)
    swatch.classList.toggle('dashed', colour >= SERIES_COLOURS)
    const label = document.createElement('span')
    label.textContent = name
    const output = document.createElement('b')
    button.append(swatch, label, output)
    button.addEventListener('click', () => {
      const isShown = button.getAttribute('aria-pressed') !== 'true'
      button.setAttribute('aria-pressed', `${isShown}`)
      onSwitch(at, isShown)
    })
    const item = document.createElement('li')
    item.append(button)
    list.append(item)
    return output
  })
  place.append(list)
  return {
    show(figures) {
      for (const [at, output] of outputs.entries()) output.textContent = figures[at] ?? ''
    },
  }
}
