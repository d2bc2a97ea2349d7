/** A slider by which a keyboard or a thumb reads what a pointer reads by hovering. */

export interface Slider {
  show(at: number, name: string): void
}

export function drawSlider(
  place: HTMLElement,
  label: string,
  steps: number,
  onMove: (at: number) => void,
): Slider {
  const input = document.createElement('input')
  input.type = 'range'
  input.min = '0'
  input.max = `${Math.max(0, steps - 1)}`
  const output = document.createElement('output')
  const words = document.createElement('span')
  words.textContent = label
  const row = document.createElement('label')
  row.className = 'slider'
  row.append(words, input, output)
  input.addEventListener('input', () => onMove(Number(input.value)))
  place.prepend(row)
  return {
    show(at, name) {
      input.value = `${at}`
      input.setAttribute('aria-valuetext', name)
      output.textContent = name
    },
  }
}
