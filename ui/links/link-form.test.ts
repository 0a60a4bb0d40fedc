import { expect, test } from 'vitest'
import { emptyForm, formOf, utmOf } from './link-form.ts'

test('what a form was opened with is what it sends', () => {
  const utm = { source: 'anna', term: 'roof' }
  const form = formOf({ title: 'Main', targetUrl: 'https://site.test/', utm })
  expect(form).toEqual({ ...emptyForm(), title: 'Main', target: 'https://site.test/', ...utm })
  expect(utmOf(form)).toEqual(utm)
})
test('a parameter of spaces is none, and the spaces around one are not its own', () => {
  expect(utmOf({ ...emptyForm(), source: '  ', medium: ' post ' })).toEqual({ medium: 'post' })
})
test('a link without a page has an empty target', () => expect(formOf({ title: 'Frame', targetUrl: null, utm: {} }).target).toBe(''))
