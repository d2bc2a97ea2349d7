/** Maps of Java's and Go's standard libraries, by programs of our own that are compiled as they are started. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isOnPath } from './on-path.ts'

const JAVA = fileURLToPath(new URL('../../../bench/rivals/Maps.java', import.meta.url))
const GO = fileURLToPath(new URL('../../../bench/rivals/go/', import.meta.url))

/** Strings are found by others than those in the map that say the same. */
export type What = 'int-get' | 'string-get' | 'string-set'

export interface NativeMap {
  readonly name: string
  /** Why it cannot be measured here, if it cannot. */
  readonly missing: string | undefined
  /** Nanoseconds for one operation of so many threads together. */
  measure(what: What, keys: number, threads: number): number
}

export const javaMap: NativeMap = {
  name: "Java's ConcurrentHashMap",
  missing: missing('java'),
  measure: (what, keys, threads) => figureOf('java', [JAVA, what, `${keys}`, `${threads}`]),
}

export const goRwMutexMap: NativeMap = goMap("Go's map + RWMutex", 'rwmutex')
export const goSyncMap: NativeMap = goMap("Go's sync.Map", 'sync-map')

function goMap(name: string, kind: string): NativeMap {
  return {
    name,
    missing: missing('go'),
    measure: (what, keys, threads) =>
      figureOf('go', ['run', '-buildvcs=false', '.', kind, what, `${keys}`, `${threads}`], GO),
  }
}

function missing(program: string): string | undefined {
  return isOnPath(program) ? undefined : `${program} is not on PATH`
}

function figureOf(program: string, args: readonly string[], cwd?: string): number {
  const env = { ...process.env, GO111MODULE: 'on', GOWORK: 'off', GOTOOLCHAIN: 'local' }
  const printed = execFileSync(program, args, { env, cwd, encoding: 'utf8' })
  const ns = Number(printed)
  if (!(ns > 0)) throw new Error(`${program} printed no figure: ${printed}`)
  return ns
}
