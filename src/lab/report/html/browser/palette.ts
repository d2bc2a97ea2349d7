/** The page's colours for canvases, which cannot read style sheets: as they are in the theme of the moment. */

/** As many as the style sheet has; further series repeat them with dashes. */
export const SERIES_COLOURS = 8

const probe = document.body.appendChild(document.createElement('span'))
probe.hidden = true

const known = new Map<string, string>()

/** Of a custom property such as `--ink`. */
export function colour(property: string): string {
  const found = known.get(property)
  if (found !== undefined) return found
  probe.style.color = `var(${property})`
  const value = getComputedStyle(probe).color
  known.set(property, value)
  return value
}

export function seriesProperty(index: number): string {
  return `--series-${index % SERIES_COLOURS}`
}

/** Solid for the first ones. */
export function seriesDash(index: number): number[] {
  return index < SERIES_COLOURS ? [] : [7, 4]
}

/** After a change of theme. */
export function forgetColours(): void {
  known.clear()
}
