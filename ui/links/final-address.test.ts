import { expect, test } from 'vitest'
import { finalAddress, type Piece, type Utm } from './final-address.ts'

const told = (target: string, utm: Utm) =>
  finalAddress(target, utm)
    .pieces.map(({ text }) => text)
    .join('')
const of = (whose: Piece['of'], target: string, utm: Utm) => finalAddress(target, utm).pieces.flatMap(({ text, of }) => (of === whose ? [text] : []))

test.each([
  ['https://site.test', {}, 'https://site.test/?kid=…'],
  ['https://site.test/a?b=1#c', { source: 'anna' }, 'https://site.test/a?b=1&utm_source=anna&kid=…#c'],
  ['https://site.test/?utm_source=own&b=1', { source: 'anna' }, 'https://site.test/?b=1&utm_source=anna&kid=…'],
  [
    'https://site.test/',
    { campaign: 'осень & зима' },
    'https://site.test/?utm_campaign=%D0%BE%D1%81%D0%B5%D0%BD%D1%8C+%26+%D0%B7%D0%B8%D0%BC%D0%B0&kid=…',
  ],
  ['https://site.test/?a=%20&a=+', {}, 'https://site.test/?a=%20&a=+&kid=…'],
])('%s with %j arrives at %s', (target, utm, address) => expect(told(target, utm)).toBe(address))

test('each piece is somebody’s: the target’s own, the link’s, the click’s', () => {
  const target = 'https://site.test/?b=1&c=2'
  const utm = { source: 'anna', term: 'roof' }
  expect(of('own', target, utm)).toEqual(['?b=1', '&c=2'])
  expect(of('utm', target, utm)).toEqual(['&utm_source=anna', '&utm_term=roof'])
  expect(of('click', target, utm)).toEqual(['&kid=…'])
})
test('a clash is named once, however it is written, the id of the click among them', () => {
  const { clashes } = finalAddress('https://site.test/?utm_source=a&utm%5Fsource=b&kid=1&utm_term=own', { source: 'anna' })
  expect(clashes).toEqual(['utm_source', 'kid'])
})
test('what only the target has is no clash', () => {
  expect(finalAddress('https://site.test/?utm_medium=post', { source: 'anna' }).clashes).toEqual([])
})
