/** Java's maps, by programs of our own that the launcher compiles as it starts them; only where there is a `java`. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isOnPath } from './on-path.ts'

const PROGRAM = new URL('../../../bench/rivals/SynchronizedMap.java', import.meta.url)

/** Whether a `java` is on PATH. */
export function hasJava(): boolean {
  return isOnPath('java')
}

/** Nanoseconds for one operation of so many threads together: gets and puts in turns on a synchronized HashMap. */
export function measureSynchronizedMap(threads: number, keys: readonly number[]): number {
  const printed = execFileSync('java', [fileURLToPath(PROGRAM), String(threads)], {
    input: keys.join('\n'),
    encoding: 'utf8',
  })
  const ns = Number(printed)
  if (!(ns > 0)) throw new Error(`the Java program printed no figure: ${printed}`)
  return ns
}
