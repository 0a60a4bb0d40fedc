import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root } from './tree.ts'

/** Builds `ui/dist` when something that goes into it changed. The stamp is of contents, so a fresh clone of the same commit needs no rebuild either. */
const stampFile = join(root, 'ui/dist/.stamp')

/** What ui may import (its own files, contracts, views and what these are made of) and what chooses the versions. */
const goesIn = (path: string) =>
  path.startsWith('ui/') ||
  path.startsWith('core/') ||
  path.endsWith('/contract.ts') ||
  path.endsWith('/view.ts') ||
  path === 'gateways/http/contract.ts'
const sources = [...['ui', 'core', 'projections', 'gateways'].flatMap((folder) => filesBelow(folder)), 'pnpm-lock.yaml'].filter(
  (path) => path === 'pnpm-lock.yaml' || (goesIn(path) && !path.endsWith('.test.ts')),
)

const hash = createHash('sha256')
for (const path of sources)
  hash
    .update(path)
    .update('\0')
    .update(readFileSync(join(root, path)))
    .update('\0')
const wanted = hash.digest('hex')

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted) {
  process.stderr.write('kontor: building the screens\n')
  // What is served is the product, whoever asks for it: Vue built for tests or development is half as large again.
  process.env['NODE_ENV'] = 'production'
  // In this process, so that a signal ends the build with it; from ui's own dependencies, since the top has no Vite.
  type Vite = { readonly build: (options: { root: string; logLevel: 'warn' }) => Promise<unknown> }
  const { build }: Vite = await import(join(root, 'ui/node_modules/vite/dist/node/index.js'))
  await build({ root: join(root, 'ui'), logLevel: 'warn' })
  writeFileSync(stampFile, wanted)
}
