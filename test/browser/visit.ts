/** A page from a file, opened in Chromium: whatever it asks for beside itself is refused, and remembered. */
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { frame } from './in-page.mjs'

export interface Visit {
  readonly page: Page
  /** Messages of the console, errors, and requests for anything but the file: none is right. */
  readonly complaints: string[]
}

export async function visit(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const url = pathToFileURL(file).href
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await context.route('**/*', (route) => {
    if (route.request().url() === url) return route.continue()
    complaints.push(`request: ${route.request().url()}`)
    return route.abort()
  })
  await page.goto(url)
  // Charts are drawn in the turn after they are made.
  await page.evaluate(frame)
  return { page, complaints }
}
