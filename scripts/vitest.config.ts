import { defineConfig } from 'vitest/config'

/** The tests of the gates and scripts: they read the tree and start compilers, so they stand apart from the pure tests. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { include: ['scripts/**/*.test.ts', '.ci/**/*.test.ts'], exclude: ['**/*.int.test.ts'], testTimeout: 120_000 },
})
