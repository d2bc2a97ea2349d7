/** `selvedge lab --out`: the pages that the built program writes, as they are in Chromium. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { ArticleReport, ArticleRow } from '../dist/lab/article/article.js'
import { htmlReport } from '../dist/lab/report/html/html-report.js'
import { packageSources, pageAssets } from '../dist/lab/report/html/package-files.js'
import { machine } from '../dist/lab/report/machine.js'
import type { LabReport } from '../dist/lab/report/row.js'
import { startChromium } from './browser/chromium.ts'
import { contrasts } from './browser/contrast.ts'
import { frame, layoutShift, legendColours, overflow, seriesPixels } from './browser/in-page.mjs'
import { type Visit, visit } from './browser/visit.ts'
import { type Outcome, selvedge } from './program.ts'

/** For whoever wants to see them; git does not. */
const SCREENSHOTS = fileURLToPath(new URL('../build/lab-report/', import.meta.url))

const LEAST_CONTRAST = 4.5
const SHORT = ['--keys', '500', '--threads', '2']

const folder = mkdtempSync(join(tmpdir(), 'selvedge-test-'))
const WORKLOAD = join(folder, 'a workload.html')
const SCALE = join(folder, 'scale.html')
const TRACE = join(folder, 'trace.html')
const ARTICLE = join(folder, 'article.html')
const TRACED = join(folder, '<!-- <script>alert(1)')

let browser: Browser
let workload: Outcome

beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true })
  writeFileSync(TRACED, 'get a 10\nset b 20\nput\nget b\ndelete a\nget a 30\n'.repeat(200))
  browser = await startChromium()
  // As many inserts as sharedmap's fixed table has no room for.
  const inserts = ['--mix', 'get=1,insert=1', '--seconds', '0.3', ...SHORT]
  const subjects = ['--strategy', 'lock-free,rwlock', '--rival', 'map,sharedmap']
  workload = await selvedge(['lab', ...inserts, ...subjects, '--out', WORKLOAD, '--json'])
  const scale = ['--scale', 'threads', '--seconds', '0.1', '--keys', '100']
  await selvedge(['lab', ...scale, '--strategy', 'lock-free,sharded', '--out', SCALE])
  await selvedge(['lab', '--trace', TRACED, '--skip-bad', '--out', TRACE])
  writeFileSync(ARTICLE, articlePage())
})

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

/** An experiment takes half a minute: its page is made from a report of the same form. */
function articlePage(): string {
  const row = (subject: string, threads: number): ArticleRow => ({
    ...{ subject, threads, opsPerMs: 1000 / threads, p50Us: 1, p99Us: 10, p9999Us: 99, maxUs: 999 },
    latencies: [
      [0, 0.5],
      [50, threads],
      [75, 10 * threads],
      [100, 999],
    ],
    gc: {
      ...{ count: 1, totalMs: 3, longestMs: 3 },
      threads: [{ count: 1, totalMs: 3, longestMs: 3, pauses: [[20, 3]] }],
    },
    ...{ peakBytes: 2 ** 28, figures: { gcPerMinute: 4.5 }, source: 'dist/index.js' },
  })
  const report: ArticleReport = {
    preset: 'pipelines',
    machine: machine(),
    rows: [row('A blocking', 1), row('B worker pool', 2)],
    comparisons: [{ figure: 'P99, A / B', article: 1.6, ours: 2.5 }],
    notes: ['What was done, in a sentence.'],
    failures: [],
    interrupted: false,
  }
  return htmlReport(report, {
    command: 'npx selvedge lab --preset pipelines --out report.html',
    ...{ date: new Date(), version: '0', machine: report.machine, summary: 'Three pipelines' },
    ...{ sources: packageSources(['dist/index.js']), assets: pageAssets() },
  })
}

async function open(file: string, options?: BrowserContextOptions): Promise<Visit> {
  return visit(browser, file, options)
}

async function download(page: Page, name: string): Promise<string> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ])
  return readFileSync(await saved.path(), 'utf8')
}

const PAGES: readonly [string, string][] = [
  ['a workload', WORKLOAD],
  ['a scale', SCALE],
  ['a trace', TRACE],
  ['an experiment', ARTICLE],
]

const SCREENS = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
] as const satisfies readonly [string, BrowserContextOptions][]

describe.each(PAGES)('the page of %s', (name, file) => {
  test.each(SCREENS)('is whole and readable: %s', async (screen, options) => {
    const { page, complaints } = await open(file, options)
    expect(await page.evaluate(layoutShift)).toBeLessThan(0.01)
    expect(await page.evaluate(overflow)).toBe(0)
    const texts = await contrasts(page)
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.filter(({ contrast }) => contrast < LEAST_CONTRAST)).toEqual([])
    await page.screenshot({
      path: join(SCREENSHOTS, `${name.split(' ')[1]}-${screen}.png`),
      fullPage: true,
    })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('draws each series of each chart, in both themes', async () => {
    const { page, complaints } = await open(file)
    for (const theme of ['light', 'dark']) {
      await page.getByLabel('Theme').selectOption(theme)
      await page.evaluate(frame)
      for (const id of await page.locator('.plot').evaluateAll((all) => all.map(({ id }) => id))) {
        const canvases = await page.evaluate(seriesPixels, `#${id}`)
        const colours = await page.evaluate(legendColours, `#${id}-legend`)
        // A chart of lines has one canvas and a legend, one of collections a canvas for each subject.
        if (id !== 'pause-chart') expect(canvases).toHaveLength(1)
        else expect(canvases.length).toBeGreaterThan(0)
        for (const colour of colours) expect(canvases[0]?.[colour], id).toBeGreaterThan(10)
      }
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('has headings in order, tables with heads, and words for its charts', async () => {
    const { page } = await open(file)
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
    expect(levels[0]).toBe(1)
    for (const [at, level] of levels.entries()) {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
    }
    expect(await page.locator('th:not([scope])').count()).toBe(0)
    expect(await page.locator('.plot').count()).toBeGreaterThan(0)
    for (const label of await page.getByRole('img').all()) {
      expect(await label.getAttribute('aria-label')).toMatch(/\d/)
    }
    await page.context().close()
  })
})

describe('the page of a workload', () => {
  const report = (): LabReport => JSON.parse(workload.out)

  it('gives the report as --json did, and its rows as a table', async () => {
    const { page, complaints } = await open(WORKLOAD)
    expect(JSON.parse(await download(page, 'Save JSON'))).toEqual(report())
    const lines = (await download(page, 'Save rows as CSV')).trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^subject,threads,keys,operations,.*gc\.count/)
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      report().rows.map(({ subject }) => subject),
    )
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says by which command, and what failed', async () => {
    const { page } = await open(WORKLOAD)
    const command = await page.locator('.command').textContent()
    expect(command).toMatch(/^npx selvedge lab --mix get=1,insert=1 --seconds 0\.3 .+ --json$/)
    expect(command).toContain(`--out '${WORKLOAD}'`)
    const warnings = await page.locator('.warnings').textContent()
    expect(warnings).toMatch(/^Failed sharedmap, 2 threads, 500 keys: .*full/)
    expect(workload.err).toContain(`lab: report written to ${WORKLOAD}\n`)
    await page.context().close()
  })

  it('has a line and a bar for each subject, and a strip of collections', async () => {
    const { page } = await open(WORKLOAD)
    const names = report().rows.flatMap((row) => ('opsPerMs' in row ? [row.subject] : []))
    expect(names).toEqual(['lock-free', 'rwlock', 'map'])
    expect(await page.locator('#latency-chart-legend li span').allInnerTexts()).toEqual(names)
    expect(await page.locator('.bars .name').allInnerTexts()).toEqual(names)
    expect(await page.locator('#pause-chart .strip').count()).toBe(names.length)
    await page.context().close()
  })

  it('is read by keyboard: percentiles, series, sorting', async () => {
    const { page } = await open(WORKLOAD)
    const output = page.locator('.slider output')
    expect(await output.textContent()).toMatch(/^P99/)
    await page.getByRole('slider').press('End')
    expect(await output.textContent()).toBe('the maximum')
    await page.getByRole('button', { name: /^lock-free/ }).press('Enter')
    await page.evaluate(frame)
    const [pixels] = await page.evaluate(seriesPixels, '#latency-chart')
    expect(pixels?.[0]).toBe(0)
    expect(pixels?.[1]).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'P50 µs' }).press('Enter')
    const cells = await page.locator('table').first().locator('td:nth-child(5)').allInnerTexts()
    const figures = cells.map((cell) => Number(cell.replaceAll(',', '')))
    expect(figures).toEqual(figures.toSorted((a, b) => a - b))
    await page.context().close()
  })
})

test('a report at several sizes shows the chosen one', async () => {
  const { page, complaints } = await open(SCALE)
  expect(await page.locator('#scaling canvas').count()).toBe(2)
  const choice = page.getByLabel('Of the run with').first()
  expect(await choice.locator('option').allInnerTexts()).toHaveLength(4)
  await choice.selectOption({ index: 3 })
  await page.evaluate(frame)
  expect(await page.locator('#latency-chart canvas').count()).toBe(1)
  const [pixels] = await page.evaluate(seriesPixels, '#latency-chart')
  expect(pixels?.[1]).toBeGreaterThan(10)
  expect(complaints).toEqual([])
  await page.context().close()
})

test('the name of a trace is a name, and no markup', async () => {
  const { page, complaints } = await open(TRACE)
  expect(await page.locator('h1').textContent()).toContain('<!-- <script>alert(1)')
  expect(await page.locator('.warnings').textContent()).toMatch(/^Skipped\s+200 malformed lines/)
  expect(complaints).toEqual([])
  await page.context().close()
})

test('an experiment shows each contestant’s code', async () => {
  const { page } = await open(ARTICLE)
  await page.getByText('A blocking, B worker pool').click()
  const code = readFileSync(new URL('../dist/index.js', import.meta.url), 'utf8')
  expect(await page.locator('#sources pre').textContent()).toBe(code)
  await page.context().close()
})

test('a file that cannot be written is refused before anything is measured', async () => {
  for (const [path, message] of [
    [
      join(folder, 'nowhere', 'report.html'),
      /nothing can be written in .+: there is no such folder/,
    ],
    [folder, /is not a file/],
    ['', /takes a file/],
  ] as const) {
    const long = ['--seconds', '60', '--strategy', 'lock-free']
    const { code, out, err, ms } = await selvedge(['lab', ...long, '--out', path])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
    expect(ms).toBeLessThan(30_000)
  }
})

test('an interrupted run has its page too, which says so, and nothing is left beside it', async () => {
  const path = join(folder, 'interrupted', 'report.html')
  mkdirSync(join(folder, 'interrupted'))
  const long = ['--seconds', '60', '--keys', '100', '--strategy', 'lock-free,rwlock']
  const { code } = await selvedge(['lab', ...long, '--out', path], 5_000)
  expect(code).toBe(130)
  expect(readdirSync(join(folder, 'interrupted'))).toEqual(['report.html'])
  const { page } = await open(path)
  expect(await page.locator('.warnings').textContent()).toContain('these are partial results')
  await page.context().close()
})
