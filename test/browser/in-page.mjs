/** What tests run within a page: each function is sent there as text, so all that it needs is within it. */

/** Texts that are shown, with their colour and the one behind them: red, green, blue, alpha. */
export function colouredTexts() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const paperOf = (element) => {
    if (element === null) return [255, 255, 255, 255]
    const colour = channels(getComputedStyle(element).backgroundColor)
    return colour[3] === 255 ? colour : paperOf(element.parentElement)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode() !== null) {
    const parent = walker.currentNode.parentElement
    const text = walker.currentNode.textContent.trim()
    if (text === '' || !parent.checkVisibility()) continue
    texts.push({ text, ink: channels(getComputedStyle(parent).color), paper: paperOf(parent) })
  }
  return texts
}

/** Of each canvas within, in order: how many pixels are of each of the page's colours for series. */
export function seriesPixels(selector) {
  const probe = document.body.appendChild(document.createElement('span'))
  const canvas = document.createElement('canvas').getContext('2d')
  const colours = Array.from({ length: 8 }, (_, at) => {
    probe.style.color = `var(--series-${at})`
    canvas.fillStyle = getComputedStyle(probe).color
    return canvas.fillStyle
  })
  probe.remove()
  return [...document.querySelectorAll(`${selector} canvas`)].map((each) => {
    // A copy, since the page's own canvas is not made to be read.
    const copy = new OffscreenCanvas(each.width, each.height).getContext('2d', {
      willReadFrequently: true,
    })
    copy.drawImage(each, 0, 0)
    const { data } = copy.getImageData(0, 0, each.width, each.height)
    const counts = colours.map(() => 0)
    for (let i = 0; i < data.length; i += 4) {
      const [red, green, blue, alpha] = data.subarray(i, i + 4)
      if (alpha < 255) continue
      const hex = [red, green, blue].map((channel) => channel.toString(16).padStart(2, '0'))
      const at = colours.indexOf(`#${hex.join('')}`)
      if (at >= 0) counts[at]++
    }
    return counts
  })
}

/** Colours as in the legend of a chart, by their numbers. */
export function legendColours(selector) {
  return [...document.querySelectorAll(`${selector} i`)].map((swatch) =>
    Number(/--series-(\d)/.exec(swatch.style.cssText)[1]),
  )
}

/** How far what was shown has moved since, by the browser's own measure; 0 is not at all. */
export function layoutShift() {
  return new Promise((resolve) => {
    let sum = 0
    const add = (list) => {
      for (const { value } of list.getEntries()) sum += value
    }
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(sum), 100)
  })
}

/** By how many pixels the page is wider than the window. */
export function overflow() {
  return document.documentElement.scrollWidth - innerWidth
}

export function frame() {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()))
}
