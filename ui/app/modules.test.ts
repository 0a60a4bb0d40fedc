import { describe, expect, test } from 'vitest'
import { modules, navOf } from './modules.ts'

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

test('the menu of the workspace is in the order of ui.md', () =>
  expect(navOf('workspace').map(({ route }) => route)).toEqual(['partners.overview', 'partners.applications', 'partners.list']))
test('no two screens share an address', () => {
  const addresses = modules.flatMap(({ screens }) => screens.map(({ shell, path }) => `${shell}/${path}`))
  expect(new Set(addresses).size).toBe(addresses.length)
})
