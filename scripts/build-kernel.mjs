/**
 * Embeds the compiled kernel in modules: bundlers break on `new URL('kernel.wasm')`, and an import of bytes works the
 * same for `import`, `require` and every runtime. The explorer's kernel is for `selvedge/testing` only.
 */
import { writeFileSync } from 'node:fs'
import { compileKernel } from './compile-kernel.mjs'

embed('src/memory/kernel-bytes.ts', await compileKernel({ explore: false }))
embed('src/testing/explorer/kernel-bytes.ts', await compileKernel({ explore: true }))

function embed(file, bytes) {
  writeFileSync(
    file,
    `/** Made by scripts/build-kernel.mjs from kernel/; ${bytes.length} bytes. */
export const KERNEL_BASE64: string =
  '${Buffer.from(bytes).toString('base64')}'
`,
  )
}
