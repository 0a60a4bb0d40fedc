import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** One piece of the built page: its text, what it needs before it runs, and the sources in it. */
export type Piece = { readonly code: string; readonly imports: readonly string[]; readonly sources: readonly string[] }
export type Built = { readonly pieces: ReadonlyMap<string, Piece>; readonly css: readonly string[] }

const kB = 1000
/** Of ui.md §3.9, gzipped. */
const limits = { shellScript: 200 * kB, css: 30 * kB, screen: 40 * kB, signIn: 120 * kB, charts: 190 * kB }

const weigh = (text: string) => gzipSync(text).length
const holding = ({ pieces }: Built, ending: string) =>
  [...pieces].flatMap(([name, { sources }]) => (sources.some((source) => source.endsWith(ending)) ? [name] : []))

/** Everything that must have arrived before these pieces run. */
const needed = ({ pieces }: Built, names: readonly string[], found = new Set<string>()): ReadonlySet<string> => {
  for (const name of names) {
    const piece = pieces.get(name)
    if (!piece || found.has(name)) continue
    found.add(name)
    needed({ pieces, css: [] }, piece.imports, found)
  }
  return found
}
const weightOf = ({ pieces }: Built, names: Iterable<string>) => [...names].reduce((sum, name) => sum + weigh(pieces.get(name)?.code ?? ''), 0)

/** The weights that have a budget, each with its limit, in bytes. Words count in the longer of the two languages, those of a capability with its screens. */
export const weights = (built: Built) => {
  const start = [...holding(built, 'app/main.ts'), ...holding(built, 'app/words/ru.ts')]
  const css = built.css.reduce((sum, text) => sum + weigh(text), 0)
  const frame = needed(built, [...start, ...holding(built, 'kontor-menu/ru'), ...holding(built, 'shells/WorkspaceShell.vue')])
  const door = needed(built, [...start, ...holding(built, 'shells/PublicShell.vue'), ...holding(built, 'SignInView.vue')])
  const drawing = holding(built, 'charts/ChartCanvas.vue')
  const screens = [...built.pieces].flatMap(([name, { sources }]) => {
    const view = sources.find((source) => source.endsWith('View.vue'))
    if (!view) return []
    const folder = view.split('/').at(-2) ?? ''
    const own = [...needed(built, [name, ...holding(built, `/${folder}/words/ru.ts`)])].filter((piece) => !frame.has(piece) && !door.has(piece))
    return [{ what: view.split('/').slice(-2).join('/'), bytes: weightOf(built, own), limit: limits.screen }]
  })
  return [
    { what: 'styles', bytes: css, limit: limits.css },
    { what: 'scripts of a signed-in shell', bytes: weightOf(built, frame), limit: limits.shellScript },
    { what: 'the sign-in page in all', bytes: weightOf(built, door) + css, limit: limits.signIn },
    ...drawing.map((name) => ({
      what: 'charts',
      bytes: weightOf(
        built,
        [...needed(built, [name])].filter((piece) => !frame.has(piece)),
      ),
      limit: limits.charts,
    })),
    ...screens,
  ]
}

/** A build that has grown past its budget is no build. */
export const budgets = (): Plugin => ({
  name: 'kontor-budgets',
  generateBundle: (_options, bundle) => {
    const files = Object.values(bundle)
    const pieces = new Map(
      files.flatMap((file) =>
        file.type === 'chunk' ? [[file.fileName, { code: file.code, imports: file.imports, sources: file.moduleIds }] as const] : [],
      ),
    )
    const css = files.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []))
    const heavy = weights({ pieces, css }).filter(({ bytes, limit }) => bytes > limit)
    if (heavy.length > 0) throw new Error(heavy.map(({ what, bytes, limit }) => `${what}: ${bytes} bytes gzipped, ${limit} are allowed`).join('\n'))
  },
})
