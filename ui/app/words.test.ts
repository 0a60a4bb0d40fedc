import { describe, expect, test } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Words } from '../kit/word-tree.ts'
import { russianForm } from './language.ts'
import { messagesOf } from './messages.ts'

const catalogues = import.meta.glob<Words>('/*/words/*.ts', { eager: true, import: 'words' })
const speaking = (lang: 'ru' | 'en'): Words =>
  Object.fromEntries(Object.entries(catalogues).flatMap(([path, words]) => (path.endsWith(`/${lang}.ts`) ? [[path.split('/')[1] ?? '', words]] : [])))
const ru = speaking('ru')
const en = speaking('en')

const flat = (tree: Words, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const name = path ? `${path}.${key}` : key
    return typeof value === 'string' ? [[name, value] as const] : flat(value, name)
  })
const languages = { ru: new Map(flat(ru)), en: new Map(flat(en)) }
const forms = (text: string) => text.split(' | ').length

/** One word a thing (ui.md §4.1): the words that must not stand for it. */
const banned = {
  ru: /тенант|аккаунт|аффилиат|комисси|реферал|посадочн|айфрейм|оффер|трекинг|холд|симуляци|опт-ин|куратор|юзер|успешно|упс|бейдж|реплей|коннектор|вьюх/i,
  en: /\btenants?\b|\baccounts?\b|affiliate|commission|\btracking\b|\boffers?\b|successfully|\boops\b|\bsimulation\b/i,
} as const

describe('both languages say the same things', () => {
  test('the same keys', () => expect([...languages.ru.keys()].sort()).toEqual([...languages.en.keys()].sort()))
  test('the same values to fill in', () => {
    const holes = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort()
    for (const [key, text] of languages.en) expect([key, holes(languages.ru.get(key))]).toEqual([key, holes(text)])
  })
  test('a key with forms has them in both', () => {
    for (const [key, text] of languages.en) expect([key, forms(languages.ru.get(key) ?? '') > 1]).toEqual([key, forms(text) > 1])
  })
})

describe.each(['ru', 'en'] as const)('%s', (lang) => {
  test('nothing is empty, nothing is cut short by spaces', () => {
    for (const [key, text] of languages[lang]) expect([key, text.trim() !== '' && text.trim() === text]).toEqual([key, true])
  })
  test('no banned word', () => expect([...languages[lang]].filter(([, text]) => banned[lang].test(text))).toEqual([]))
  test('no exclamation', () => expect([...languages[lang]].filter(([, text]) => text.includes('!'))).toEqual([]))
  test('the forms of a number are complete', () => {
    for (const [key, text] of languages[lang]) expect([key, [1, lang === 'ru' ? 3 : 2]]).toEqual([key, expect.arrayContaining([forms(text)])])
  })
})

describe('forms of a number', () => {
  test.each([
    [0, 2],
    [1, 0],
    [2, 1],
    [5, 2],
    [11, 2],
    [12, 2],
    [14, 2],
    [21, 0],
    [22, 1],
    [25, 2],
    [101, 0],
    [111, 2],
    [112, 2],
    [1001, 0],
    [1.5, 1],
  ])('%s takes form %s in Russian', (value, form) => expect(russianForm(value)).toBe(form))

  const i18n = createI18n({ legacy: false, locale: 'ru', messages: {}, pluralRules: { ru: russianForm } })
  i18n.global.mergeLocaleMessage('ru', messagesOf(ru))
  test.each([
    [1, '1 заявка ждёт решения'],
    [3, '3 заявки ждут решения'],
    [11, '11 заявок ждут решения'],
    [21, '21 заявка ждёт решения'],
    [111, '111 заявок ждут решения'],
  ])('%s: %s', (n, text) => expect(i18n.global.t('partners.overview.waits.applications', { n }, n)).toBe(text))
})

describe('the source and the words', () => {
  const files = import.meta.glob<string>(['/**/*.vue', '/**/*.ts', '!/**/*.test.ts', '!/node_modules/**', '!/dist/**'], {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  const source = Object.values(files).join('\n')
  const folders = Object.keys(en).join('|')
  const named = new Set([...source.matchAll(new RegExp(`'((?:${folders})\\.[\\w.-]*\\w)'`, 'g'))].map(([, key]) => key ?? ''))

  test('a key named in the source has words', () => {
    const spoken = [...source.matchAll(/\bt\((?:\w+ \? )?'([\w.-]+)'(?: : '([\w.-]+)')?/g)].flatMap(([, ...keys]) => keys.filter(Boolean))
    expect(spoken.length).toBeGreaterThan(50)
    expect(spoken.filter((key) => !languages.en.has(key))).toEqual([])
  })
  test('words that nobody speaks are not kept', () => {
    const built = [...source.matchAll(new RegExp(`\`((?:${folders})\\.[^\`$]*)\\$\\{`, 'g'))].map(([, start]) => start ?? '')
    // A refusal is named by the server: `explain` looks for its code.
    built.push(...Object.keys(en).map((folder) => `${folder}.problem.`))
    const dead = [...languages.en.keys()].filter((key) => !named.has(key) && !built.some((start) => key.startsWith(start)))
    expect(dead).toEqual([])
  })
})
