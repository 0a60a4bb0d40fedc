import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick, reactive } from 'vue'
import { useDraft } from './use-draft.ts'

const storage = new Map<string, string>()
beforeEach(() => {
  storage.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())
const form = () => reactive({ name: '', email: '', password: '' })
const opened = () => {
  const fields = form()
  return { fields, ...useDraft('apply', fields, ['name', 'email']) }
}

test('a form opened again has what was typed, but never the password', async () => {
  const { fields } = opened()
  Object.assign(fields, { name: 'Анна', email: 'anna@mail.test', password: 'violet harbour' })
  await nextTick()
  expect([...storage.values()].join()).not.toContain('violet')
  expect(opened().fields).toEqual({ name: 'Анна', email: 'anna@mail.test', password: '' })
})
test('once it has been taken nothing is left, whatever is typed after', async () => {
  const { fields, forget } = opened()
  fields.name = 'Анна'
  await nextTick()
  forget()
  fields.name = 'Илья'
  await nextTick()
  expect(storage.size).toBe(0)
})
test('an emptied form leaves no draft', async () => {
  const { fields } = opened()
  fields.name = 'Анна'
  await nextTick()
  fields.name = ''
  await nextTick()
  expect(storage.size).toBe(0)
})
test.each(['not json', '[]', '{"name":7}', 'null'])('what is not ours is passed over: %s', (value) => {
  storage.set('kontor.draft.apply', value)
  expect(opened().fields).toEqual(form())
})
test('a browser that keeps nothing is no obstacle', async () => {
  vi.stubGlobal('sessionStorage', undefined)
  const { fields } = opened()
  fields.name = 'Анна'
  await nextTick()
  expect(fields.name).toBe('Анна')
})
