import { expect, test } from 'vitest'
import { iconNames } from '../kit/icon-names.ts'
import { drawings } from './icons.ts'

const source = Object.entries(
  import.meta.glob<string>(['/**/*.vue', '/**/*.ts', '!/**/*.test.ts', '!/node_modules/**', '!/dist/**', '!/kit/icon-names.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
)

test('every icon has a drawing', () => expect(Object.keys(drawings(iconNames))).toHaveLength(iconNames.length))
test('a name the collection lacks stops the build', () => expect(() => drawings(['no-such-icon'])).toThrow('no-such-icon'))
test('no icon is carried for nothing', () => {
  // The layers of Nuxt UI name these themselves.
  const layers = ['x', 'check', 'chevron-right', 'loader-circle', 'arrow-up-right']
  const text = source.map(([, body]) => body).join('\n')
  expect(iconNames.filter((name) => !layers.includes(name) && !text.includes(`'${name}'`) && !text.includes(`"${name}"`))).toEqual([])
})
