/** Go's maps: `lab/natives/go/`, of the standard library alone. The first build of a Go version takes some 15 seconds. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from './compiler.ts'
import type { Native } from './native.ts'

const SOURCES = fileURLToPath(new URL('../../../lab/natives/go/', import.meta.url))

export const goNatives: readonly Native[] = [
  goNative('go-rwmutex', 'rwmutex'),
  goNative('go-sync-map', 'sync-map'),
]

function goNative(name: string, map: string): Native {
  return {
    name,
    async compile(folder, signal) {
      const program = join(folder, process.platform === 'win32' ? 'natives.exe' : 'natives')
      await compile({
        program: 'go',
        args: ['build', '-buildvcs=false', '-o', program, '.'],
        cwd: SOURCES,
        env: { ...process.env, ...ALONE },
        signal,
      })
      return { program, args: [`map=${map}`] }
    },
  }
}

/** The program as it is, by the Go that is there: nothing around it has a say, and nothing is fetched. */
const ALONE = {
  GO111MODULE: 'on',
  GOFLAGS: '',
  GOWORK: 'off',
  GOTOOLCHAIN: 'local',
  GOPROXY: 'off',
  CGO_ENABLED: '0',
}
