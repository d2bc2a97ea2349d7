/** What a page needs of the package's own files: its assets, the version, and the code of contestants. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PageAssets } from './context.ts'

/** Of this package, whether this file runs from src/ or dist/. */
const ROOT = new URL('../../../../', import.meta.url)

/** @throws {Error} if the package was built without `npm run build:page` */
export function pageAssets(): PageAssets {
  const asset = (name: string): string =>
    readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
  return {
    script: asset('page.js'),
    style: asset('page.css'),
    licence: asset('uPlot-LICENSE.txt'),
  }
}

export function packageVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('package.json', ROOT), 'utf8'),
  )
  return manifest.version
}

/** Texts by path; a path that leads out of the package, or to nothing, has none. */
export function packageSources(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    [...new Set(paths)].flatMap((path): [string, string][] => {
      const text = textAt(path)
      return text === undefined ? [] : [[path, text]]
    }),
  )
}

function textAt(path: string): string | undefined {
  const url = new URL(path, ROOT)
  if (!url.href.startsWith(ROOT.href)) return undefined
  try {
    return readFileSync(fileURLToPath(url), 'utf8')
  } catch {
    // A page is no reason to fail: it names the file, and goes without its text.
    return undefined
  }
}
