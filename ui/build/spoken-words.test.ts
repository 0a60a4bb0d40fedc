import { expect, test } from 'vitest'
import { foldersIn, menuOf } from './spoken-words.ts'

const known = ['app', 'kit', 'deals', 'rewards', 'links']

test('a file speaks the words it names, however it quotes them', () =>
  expect(foldersIn(`t('deals.list.title'); t(\`rewards.status.\${x}\`); t("kit.retry")`, known)).toEqual(['deals', 'rewards']))
test('a word in a sentence is no key', () => expect(foldersIn(`'the deals. Each'; import '../links/x.ts'`, known)).toEqual([]))

test('a menu takes its labels and nothing else', () =>
  expect(menuOf(['deals.list.title'], { deals: { list: { title: 'Deals', empty: 'None' } } })).toEqual([{ deals: { list: { title: 'Deals' } } }]))
test('a label without words stops the build', () => expect(() => menuOf(['deals.nowhere'], { deals: {} })).toThrow('deals.nowhere'))
