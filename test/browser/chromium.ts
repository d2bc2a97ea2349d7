/**
 * A Chromium for tests: the one that comes with the development dependencies, or one of the machine. Tests that need it
 * fail without, with what to do.
 */
import { accessSync, constants, createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The first that starts, in a new profile. */
export async function startChromium(): Promise<Browser> {
  const failures: string[] = []
  for (const find of [chosen, packaged, installed]) {
    try {
      const executablePath = await find()
      if (executablePath === undefined) continue
      return await chromium.launch({ executablePath, args: FLAGS })
    } catch (error) {
      failures.push(String(error))
    }
  }
  throw new Error(
    `No Chromium starts here. Install one, as by 'apt-get install chromium', or name one by SELVEDGE_CHROMIUM=<path>.\n${failures.join('\n')}`,
  )
}

async function chosen(): Promise<string | undefined> {
  return process.env.SELVEDGE_CHROMIUM
}

/** For Linux on x64 only. Unpacked once, and whole or not there. */
async function packaged(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packed = join(dirname(entry), '../../bin/chromium.br')
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
  const path = join(cache, 'selvedge-chromium')
  if (existsSync(path)) return path
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'unpacking-'))
  try {
    const fresh = join(folder, 'chromium')
    await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(fresh))
    await chmod(fresh, 0o755)
    await rename(fresh, path)
  } finally {
    await rm(folder, { recursive: true })
  }
  return path
}

async function installed(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return paths.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
