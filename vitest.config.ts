import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The fast tests, beside the source, and the type tests. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    typecheck: { enabled: true, include: ['src/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
})
export default config
