import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root } from './tree.ts'

/**
 * Runs the benchmarks, each a file `<name>.bench.ts` that prints lines of JSON `{name, value, unit, detail}`.
 * One after the other, since they would take the cores from each other. `make bench NAME=append` runs those whose file name has that word.
 */
const wanted = process.argv[2] ?? ''
const files = ['infra', 'gateways', 'projections', 'core']
  .filter((layer) => existsSync(join(root, layer)))
  .flatMap((layer) => filesBelow(layer))
  .filter((path) => path.endsWith('.bench.ts') && path.includes(wanted))

if (files.length === 0) {
  process.stderr.write(wanted ? `no benchmark is called ${wanted}\n` : 'there are no benchmarks\n')
  process.exitCode = 2
}
for (const file of files) {
  process.stderr.write(`${file}\n`)
  const { status } = spawnSync(process.execPath, [file], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exitCode = 1
}
