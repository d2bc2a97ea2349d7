/**
 * Compiles kernel/ to WebAssembly and embeds the bytes in a module: bundlers break on `new URL('kernel.wasm')`, and an
 * import of bytes works the same for `import`, `require` and every runtime.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { main } from 'assemblyscript/asc'

const wasm = 'build/kernel.wasm'
mkdirSync('build', { recursive: true })

const { error, stderr } = await main([
  'kernel/index.ts',
  ...['--outFile', wasm],
  ...['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
  ...['--importMemory', '--sharedMemory', '--initialMemory', '2', '--maximumMemory', '65536'],
  ...['--enable', 'threads'],
  ...['--transform', './scripts/inline-transform.mjs'],
])
if (error) {
  console.error(stderr.toString())
  process.exit(1)
}

const bytes = readFileSync(wasm)
writeFileSync(
  'src/memory/kernel-bytes.ts',
  `/** Made by scripts/build-kernel.mjs from kernel/; ${bytes.length} bytes. */
export const KERNEL_BASE64: string =
  '${bytes.toString('base64')}'
`,
)
