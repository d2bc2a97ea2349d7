/** Whether text can be read: WCAG's contrast of each text of a page against what is behind it. */
import type { Page } from 'playwright-core'
import { colouredTexts } from './in-page.mjs'

export interface Text {
  readonly text: string
  readonly contrast: number
}

/** Of all texts that are shown, the poorest first. */
export async function contrasts(page: Page): Promise<readonly Text[]> {
  const texts = await page.evaluate(colouredTexts)
  return texts
    .map(({ text, ink, paper }) => ({ text, contrast: contrast(ink, paper) }))
    .toSorted((a, b) => a.contrast - b.contrast)
}

function contrast(ink: readonly number[], paper: readonly number[]): number {
  const [darker = 0, lighter = 0] = [luminance(ink), luminance(paper)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
