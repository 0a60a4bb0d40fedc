import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Piece, weights } from './budgets.ts'

/** Text that does not compress, of about so many bytes. */
const heavy = (bytes: number) => randomBytes(bytes / 2).toString('hex')
const piece = (from: string, code: string, ...imports: string[]): readonly [string, Piece] => [from, { sources: [from], code, imports }]
const built = (...pieces: (readonly [string, Piece])[]) => ({ pieces: new Map(pieces), css: [heavy(2000)] })
const weight = (of: ReturnType<typeof weights>, what: string) => of.find((one) => one.what === what)?.bytes ?? Number.NaN

const page = built(
  piece('app/main.ts', heavy(8000), 'vendor'),
  piece('vendor', heavy(4000)),
  piece('app/words/ru.ts', ''),
  piece('app/shells/WorkspaceShell.vue', heavy(2000), 'vendor'),
  piece('app/shells/PublicShell.vue', '', 'vendor'),
  piece('identity/SignInView.vue', heavy(1000), 'vendor'),
  piece('partners/ListView.vue', heavy(6000), 'vendor', 'app/shells/WorkspaceShell.vue', 'table'),
  piece('table', heavy(3000)),
)

test('a screen weighs what it adds to the shell, with what it alone needs', () => {
  const bytes = weight(weights(page), 'partners/ListView.vue')
  expect(bytes).toBeGreaterThan(4500)
  expect(bytes).toBeLessThan(6500)
})
test('a shell weighs its whole way from the first script, once', () => {
  const bytes = weight(weights(page), 'scripts of a signed-in shell')
  expect(bytes).toBeGreaterThan(7000)
  expect(bytes).toBeLessThan(9500)
})
test('the sign-in page does not carry the shell behind the door, but it carries its styles', () => {
  const all = weights(page)
  expect(weight(all, 'the sign-in page in all')).toBeLessThan(weight(all, 'scripts of a signed-in shell') + weight(all, 'styles'))
  expect(weight(all, 'the sign-in page in all')).toBeGreaterThan(weight(all, 'styles') + 6500)
})
