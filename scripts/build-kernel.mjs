/**
 * Embeds the compiled kernels in modules: bundlers break on `new URL('kernel.wasm')`, and an import of bytes works the
 * same for `import`, `require` and every runtime. The explorer's kernel is for `selvedge/testing` only.
 */
import { writeFileSync } from 'node:fs'
import { compileKernel } from './compile-kernel.mjs'

const STRATEGIES = ['lock-free', 'rwlock', 'sharded', 'unsynchronised', 'sync-map']

await embed('src/memory/kernel-bytes.ts', false)
await embed('src/testing/explorer/kernel-bytes.ts', true)
await embedCounter('src/counter/kernel-bytes.ts', false)
await embedCounter('src/testing/counters/kernel-bytes.ts', true)

async function embed(file, explore) {
  const kernels = []
  for (const strategy of STRATEGIES) {
    const bytes = await compileKernel({ explore, strategy })
    kernels.push(`  // ${bytes.length} bytes
  '${strategy}':
    '${Buffer.from(bytes).toString('base64')}',`)
  }
  writeFileSync(
    file,
    `/** Made by scripts/build-kernel.mjs from kernel/: for each strategy a kernel, in base64. */
export const KERNELS = {
${kernels.join('\n')}
} as const
`,
  )
}

async function embedCounter(file, explore) {
  const bytes = await compileKernel({ kernel: 'counter', explore })
  writeFileSync(
    file,
    `/** Made by scripts/build-kernel.mjs from kernel/counter/: ${bytes.length} bytes, in base64. */
export const KERNEL =
  '${Buffer.from(bytes).toString('base64')}'
`,
  )
}
