/**
 * The checks of `make test`, cheapest first. A gate counts as one; a suite counts its tests from its JSON report.
 * `command` is run with Node 24 unless it names a program.
 */
export type Step = {
  readonly name: string
  readonly kind: 'gate' | 'vitest' | 'playwright'
  readonly command: readonly string[]
}

const gate = (name: string, ...command: string[]): Step => ({ name, kind: 'gate', command })
const vitest = (name: string, ...command: string[]): Step => ({
  name,
  kind: 'vitest',
  command: ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests=false', ...command],
})

const layers = ['core', 'projections', 'gateways', 'infra', 'ui', 'e2e', 'scripts']

export const steps: readonly Step[] = [
  gate('types', 'node_modules/typescript/bin/tsc', '-p', '.'),
  gate('types-ui', 'ui/node_modules/vue-tsc/bin/vue-tsc.js', '-p', 'ui', '--noEmit'),
  gate('lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'),
  gate('boundaries', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', 'dependency-cruiser.config.cjs', ...layers),
  gate('unused', 'node_modules/knip/bin/knip.js'),
  gate('file-sizes', 'scripts/gates/file-sizes.ts'),
  gate('words', 'scripts/gates/words.ts'),
  gate('tables', 'scripts/gates/tables.ts'),
  gate('licences', 'scripts/gates/licences.ts'),
  gate('audit', 'scripts/gates/audit.ts'),
  vitest('scripts', '--config', 'scripts/vitest.config.ts'),
  vitest('unit', '--project', 'unit', 'core/', 'projections/', 'gateways/', 'infra/'),
  vitest('unit-ui', '--config', 'ui/vitest.config.ts'),
  vitest('integration', '--project', 'integration'),
  vitest('store-contract', '--project', 'contract'),
  vitest('store-properties', '--project', 'properties'),
  vitest('faults', '--project', 'faults'),
  { name: 'e2e', kind: 'playwright', command: ['node_modules/@playwright/test/cli.js', 'test'] },
]
