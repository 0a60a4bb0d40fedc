import { expect, test } from 'vitest'
import { doorIcons } from '../kit/door-icons.ts'
import { iconNames } from '../kit/icon-names.ts'
import { drawings } from './icons.ts'

const source = Object.entries(
  import.meta.glob<string>(
    ['/**/*.vue', '/**/*.ts', '!/**/*.test.ts', '!/node_modules/**', '!/dist/**', '!/kit/icon-names.ts', '!/kit/door-icons.ts'],
    {
      eager: true,
      query: '?raw',
      import: 'default',
    },
  ),
)

test('every icon has a drawing', () => expect(Object.keys(drawings(iconNames))).toHaveLength(iconNames.length))
test('a name the collection lacks stops the build', () => expect(() => drawings(['no-such-icon'])).toThrow('no-such-icon'))
test('no icon is carried for nothing', () => {
  // The layers of Nuxt UI name these themselves.
  const layers = ['x', 'check', 'chevron-right', 'loader-circle', 'arrow-up-right']
  const text = source.map(([, body]) => body).join('\n')
  expect(iconNames.filter((name) => !layers.includes(name) && !text.includes(`'${name}'`) && !text.includes(`"${name}"`))).toEqual([])
})

const files = new Map(source)
const beside = (path: string, name: string) => new URL(name, `file://${path}`).pathname
/** Every file of ours that comes with these, by their plain imports. */
const reached = (paths: readonly string[], found = new Set<string>()): ReadonlySet<string> => {
  for (const path of paths) {
    const text = files.get(path)
    if (text === undefined || found.has(path)) continue
    found.add(path)
    reached(
      [...text.matchAll(/^import .*?'(\.[^']+)'/gm)].map(([, name]) => beside(path, name ?? '')),
      found,
    )
  }
  return found
}
test('the pages before the door draw no icon that comes with a shell', () => {
  const doors = source.flatMap(([path, text]) =>
    path.endsWith('/module.ts') ? [...text.matchAll(/shell: 'public'[^}]*import\('(.*?)'\)/g)].map(([, name]) => beside(path, name ?? '')) : [],
  )
  const text = [...reached([...doors, '/app/shells/PublicShell.vue', '/app/NotFoundView.vue'])].map((path) => files.get(path)).join('\n')
  expect(doors.length).toBeGreaterThan(2)
  expect(text).toContain('LanguageAndTheme')
  const later = iconNames.filter((name) => !doorIcons.includes(name))
  expect(later.filter((name) => new RegExp(`\\b(icon|name)(=|: )['"]${name}['"]`).test(text))).toEqual([])
})
