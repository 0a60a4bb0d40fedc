import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  ['ru', 'ru'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['en-GB, ru ;q=0.9', 'en'],
  ['de, ru;q=0.5, en;q=0.7', 'en'],
  ['en;q=0, ru;q=0.1', 'ru'],
  ['fr', 'en'],
  ['*', 'en'],
  ['ru;q=nonsense', 'en'],
  [undefined, 'en'],
  [',;,;q=', 'en'],
])('%s asks for %s', (accepted, language) => expect(languageOf(accepted)).toBe(language))
