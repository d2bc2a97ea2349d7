/** Compiles a kernel to WebAssembly: as the package has it, or with the explorer's hooks and able to pause at each. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'
import binaryen from 'binaryen'

const HOOK = 'atomics.step'
/** Where the kernel's text names these operations it means those of its strategy. */
const OPERATIONS = "strategies/lock-free/operations'"
/** Where each kernel begins, and its memory in pages. */
const KERNELS = {
  map: { entry: 'kernel/index.ts', initial: 2, maximum: 65536 },
  counter: { entry: 'kernel/counter/index.ts', initial: 1, maximum: 1 },
}
const { Features } = binaryen
const FEATURES =
  Features.Atomics |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.SignExt |
  Features.MutableGlobals |
  Features.NontrappingFPToInt

/**
 * `edit(path, text)` may change a source file before it is compiled: that is how mutants are made. A kernel that is not
 * optimised takes a tenth of the time to make.
 *
 * @type {typeof import('./compile-kernel.mjs').compileKernel}
 */
export async function compileKernel({
  kernel = 'map',
  explore,
  strategy = 'lock-free',
  optimize = true,
  edit = (_path, text) => text,
}) {
  const { entry, initial, maximum } = KERNELS[kernel]
  let bytes
  const { error, stderr } = await main(
    [
      entry,
      ...['--outFile', 'kernel.wasm'],
      ...[optimize ? '-O3' : '-O0', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ...['--importMemory', '--sharedMemory'],
      ...['--initialMemory', `${initial}`, '--maximumMemory', `${maximum}`],
      ...['--enable', 'threads'],
      ...['--transform', './scripts/inline-transform.mjs'],
      ...(explore ? ['--use', 'EXPLORE=1'] : []),
    ],
    {
      async readFile(name, base) {
        const text = await readFile(join(base, name), 'utf8').catch(() => null)
        if (text === null || !name.startsWith('kernel/')) return text
        return edit(name, text.replace(OPERATIONS, OPERATIONS.replace('lock-free', strategy)))
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
  addGlobalsKeeper(module)
  return module.emitBinary()
}

/**
 * An instance's globals are part of what a schedule starts from: `keepGlobals` notes what they are, `restoreGlobals` makes
 * them so again.
 */
function addGlobalsKeeper(module) {
  const keep = []
  const restore = []
  const count = module.getNumGlobals()
  for (let i = 0; i < count; i++) {
    const { name, type, mutable } = binaryen.getGlobalInfo(module.getGlobalByIndex(i))
    if (!mutable) continue
    const kept = `kept ${name}`
    module.addGlobal(kept, type, true, zero(module, type))
    keep.push(module.global.set(kept, module.global.get(name, type)))
    restore.push(module.global.set(name, module.global.get(kept, type)))
  }
  addExport(module, 'keepGlobals', keep)
  addExport(module, 'restoreGlobals', restore)
}

function zero(module, type) {
  if (type === binaryen.i32) return module.i32.const(0)
  if (type === binaryen.i64) return module.i64.const(0n)
  return module.f64.const(0)
}

function addExport(module, name, body) {
  module.addFunction(name, binaryen.none, binaryen.none, [], module.block(null, body))
  module.addFunctionExport(name, name)
}
