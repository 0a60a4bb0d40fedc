import { expect, test } from 'vitest'
import { HttpProblem } from '../plugins/problem.ts'
import { judge, refuseWeak } from './strength.ts'

const anna = ['anna.petrova@mail.test', 'Анна Petrova']

test.each([
  'correct horse battery staple',
  'Длинная фраза про кота 77',
  'Z8!kq0Lm4#tWvB',
  '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧',
  'strong-passphrase-9137',
  'anna-7Fq9zLw2xKpQ',
  `${'x7Gq-'.repeat(12)}four`,
])('%s will do', (password) => expect(judge(password, anna)).toBe('strong'))

test.each([
  ['twelve of the same', 'aaaaaaaaaaaa'],
  ['counting', '1234567890123'],
  ['a pattern repeated to any length', 'a'.repeat(256)],
  ['a person and a year', 'annapetrova2026!'],
  ['a person in capitals', 'ANNAPETROVA2026!'],
  ['a Cyrillic person', 'Анна-Анна-2026'],
  ['the product over and over', 'kontor-kontor-kontor-1'],
  ['what the demo people use', 'kontor-demo-2026'],
  ['a listed word and a few digits', 'iloveyou1234'],
])('%s will not', (_why, password) => expect(judge(password, anna)).toBe('weak'))

test.each(['passwordpassword', 'qwertyuiop123', 'PasswordPassword'])('%s is on the lists', (password) => expect(judge(password, anna)).toBe('listed'))

test('the refusal points at the field', () => {
  const refused = () => refuseWeak('qwertyuiop123', anna)
  expect(refused).toThrow(HttpProblem)
  expect(refused).toThrow(
    expect.objectContaining({ code: 'password.listed', extras: { errors: [expect.objectContaining({ pointer: '/password' })] } }),
  )
})

test('the longest password is judged at once', () => {
  const started = performance.now()
  judge('x9'.repeat(128), anna)
  expect(performance.now() - started).toBeLessThan(500)
})
