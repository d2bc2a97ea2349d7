/** Compiles kernel/ to WebAssembly: as the package has it, or with the explorer's hooks and able to pause at each. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'
import binaryen from 'binaryen'

const HOOK = 'atomics.step'
const { Features } = binaryen
const FEATURES =
  Features.Atomics |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.SignExt |
  Features.MutableGlobals |
  Features.NontrappingFPToInt

/**
 * `edit(path, text)` may change a source file before it is compiled: that is how mutants are made.
 *
 * @param {{ explore: boolean, edit?: (path: string, text: string) => string }} options
 * @returns {Promise<Uint8Array>}
 */
export async function compileKernel({ explore, edit = (_path, text) => text }) {
  let bytes
  const { error, stderr } = await main(
    [
      'kernel/index.ts',
      ...['--outFile', 'kernel.wasm'],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '2', '--maximumMemory', '65536'],
      ...['--enable', 'threads'],
      ...['--transform', './scripts/inline-transform.mjs'],
      ...(explore ? ['--use', 'EXPLORE=1'] : []),
    ],
    {
      async readFile(name, base) {
        const text = await readFile(join(base, name), 'utf8').catch(() => null)
        return text === null || !name.startsWith('kernel/') ? text : edit(name, text)
      },
      writeFile(_name, contents) {
        bytes = contents
      },
      listFiles: () => [],
    },
  )
  if (error) throw new Error(stderr.toString())
  return explore ? pausable(bytes) : bytes
}

/** Binaryen's asyncify: a call unwinds its stack into memory at the hook, and is rewound later. */
function pausable(bytes) {
  const module = binaryen.readBinary(bytes)
  module.setFeatures(FEATURES)
  binaryen.setPassArgument('asyncify-imports', HOOK)
  module.runPasses(['asyncify'])
  return module.emitBinary()
}
