import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** Real workers running the built package: one file after the other, since each wants every core. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'test/**/*.test.ts',
      'demo/**/*.test.ts',
      'examples/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
export default config
