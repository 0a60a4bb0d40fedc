import { describe, expect, test } from 'vitest'
import type { Shell } from './manifest.ts'
import { modules, navOf } from './modules.ts'
import { nearest } from './shells/use-nav.ts'

const views = import.meta.glob<string>('/*/*.vue', { eager: true, query: '?raw', import: 'default' })
const listed = import.meta.glob<readonly string[]>('/*/module.ts', { eager: true, import: 'testids' })

/** The hooks written in a capability's templates. */
const written = (id: string) => {
  const text = Object.entries(views).flatMap(([path, source]) => (path.startsWith(`/${id}/`) ? [source] : []))
  return [
    ...new Set(
      text
        .join('\n')
        .matchAll(/\btestid="([^"]+)"/g)
        .map(([, hook]) => hook ?? ''),
    ),
  ].sort()
}

describe.each(modules.map((module) => [module.id, module] as const))('%s', (id, { screens, nav }) => {
  const testids = listed[`/${id}/module.ts`] ?? []

  test('lists exactly the hooks that its screens carry', () => expect([...testids].sort()).toEqual(written(id)))
  test('names its screens and hooks after itself', () => {
    for (const name of [...testids, ...screens.map(({ name }) => name)]) expect(name.startsWith(`${id}.`)).toBe(true)
  })
  test('its menu leads to its screens, in the same shell', () => {
    for (const { route, shell } of nav) expect(screens.find(({ name }) => name === route)?.shell).toBe(shell)
  })
})

describe('the menus are in the order of ui.md', () => {
  const rows = (shell: Shell) => navOf(shell).map(({ icon, order }) => `${order} ${icon}`)
  const inOrder = (shown: readonly string[], wanted: readonly string[]) => expect(shown).toEqual(wanted.filter((row) => shown.includes(row)))
  test('workspace', () => {
    const shown = rows('workspace').filter((row) => Number(row.split(' ')[0]) <= 20)
    expect(shown.slice(0, 5)).toEqual(['1 layout-dashboard', '3 user-plus', '4 handshake', '5 users', '6 briefcase'])
    inOrder(shown, [...shown.slice(0, 5), '7 coins', '8 wallet', '9 messages-square', '10 link', '11 scroll-text', '12 chart-column'])
  })
  test('partner', () => {
    expect(rows('partner')[0]).toBe('1 house')
    inOrder(rows('partner'), ['1 house', '2 link', '3 panels-top-left', '4 users', '5 coins', '6 wallet', '7 chart-column', '8 trophy', '9 send'])
  })
  test('no two rows share a place or a key', () => {
    for (const shell of ['workspace', 'partner', 'manager', 'admin'] as const) {
      const nav = navOf(shell)
      const keys = nav.flatMap(({ key }) => key ?? [])
      expect([new Set(nav.map(({ order }) => order)).size, new Set(keys).size]).toEqual([nav.length, keys.length])
    }
  })
})
test('a page is under the row whose address it begins with', () => {
  const rows = ['/w/demo', '/w/demo/deals', '/w/demo/partners']
  expect(nearest(rows, '/w/demo/deals/42')).toBe('/w/demo/deals')
  expect(nearest(rows, '/w/demo')).toBe('/w/demo')
  expect(nearest(rows, '/w/demo/dealsmith')).toBe('/w/demo')
  expect(nearest(rows, '/p/demo')).toBeUndefined()
})
test('no two screens share an address', () => {
  const addresses = modules.flatMap(({ screens }) => screens.map(({ shell, path }) => `${shell}/${path}`))
  expect(new Set(addresses).size).toBe(addresses.length)
})
