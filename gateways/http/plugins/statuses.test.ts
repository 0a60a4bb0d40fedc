import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { statuses, statusOf } from './statuses.ts'

const root = path.join(import.meta.dirname, '../../..')
const sources = globSync(['core/**/*.ts', 'projections/**/*.ts', 'gateways/http/**/*.ts'], {
  cwd: root,
  exclude: (name) => String(name).includes('node_modules'),
})
const thrown = sources
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/new (?:Refused|HttpProblem)\(\s*'([^']+)'/g)].map((match) => match[1] as string),
  )

test('every code that is thrown has its row', () => {
  expect(thrown.length).toBeGreaterThan(20)
  expect([...new Set(thrown)].filter((code) => !(code in statuses))).toEqual([])
})
test('codes are `<noun>.<reason>`', () =>
  expect(Object.keys(statuses).filter((code) => !/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/.test(code))).toEqual([]))
test('a new rule conflicts until it has a row', () => expect(statusOf('payout.four-eyes')).toBe(409))
