/** Java's maps: `lab/natives/java/`, of the standard library alone, for JDK 11 and later. */
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compile } from './compiler.ts'
import type { Native } from './native.ts'

const SOURCES = fileURLToPath(new URL('../../../lab/natives/java/', import.meta.url))

export const javaNatives: readonly Native[] = [
  javaNative('java-chm', 'concurrent'),
  javaNative('java-synchronized', 'synchronized'),
]

function javaNative(name: string, map: string): Native {
  return {
    name,
    async compile(folder, signal) {
      const files = (await readdir(SOURCES)).filter((file) => file.endsWith('.java'))
      await compile({
        program: 'java',
        // By the launcher, so that there is one program to look for.
        args: ['--module', 'jdk.compiler/com.sun.tools.javac.Main', '-d', folder, ...files],
        cwd: SOURCES,
        signal,
        lacks: [/jdk\.compiler not found/, 'java is on PATH without a compiler: install a JDK'],
      })
      return { program: 'java', args: ['-cp', folder, 'Natives', `map=${map}`] }
    },
  }
}
