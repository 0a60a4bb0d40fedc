import { defineConfig } from 'vitest/config'

const away = ['**/node_modules/**', '**/dist/**', 'e2e/**', '.data/**']

/**
 * The suffix is the cost: `.test.ts` needs nothing, `.int.test.ts` gets a real Postgres of its own, `.contract.test.ts` holds for every event store that
 * is there (ours, and a real one where there is one), `.prop.test.ts` tries thousands of made-up sequences, `.fault.test.ts` kills whole programs for
 * minutes, and `.long.test.ts` takes more minutes than a commit has: `make fault TIER=N` runs it.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...away, '**/*.{int,contract,prop,fault,long}.test.ts', 'ui/**'] },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.int.test.ts'],
          exclude: away,
          globalSetup: ['infra/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['**/*.contract.test.ts'],
          exclude: away,
          globalSetup: ['infra/testing/global-setup.ts', 'infra/eventstore/contract/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      { test: { name: 'properties', include: ['**/*.prop.test.ts'], exclude: away, globalSetup: ['infra/testing/global-setup.ts'] } },
      { test: { name: 'faults', include: ['**/*.fault.test.ts'], exclude: away } },
      { test: { name: 'long', include: ['**/*.long.test.ts'], exclude: away, globalSetup: ['infra/testing/global-setup.ts'] } },
    ],
  },
})
