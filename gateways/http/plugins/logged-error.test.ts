import { expect, test } from 'vitest'
import { loggedError } from './logged-error.ts'

test('an error of a query is told without the values of the query, whichever error it is the cause of', () => {
  const refused = Object.assign(new Error('duplicate key'), { code: '23505', values: ['+79001234567'], row: { name: 'Иван' } })
  const told = loggedError(new Error('the view could not be read', { cause: refused }))
  expect(told).toMatchObject({ type: 'Error', message: 'the view could not be read', cause: { message: 'duplicate key', code: '23505' } })
  expect(JSON.stringify(told)).not.toMatch(/79001234567|Иван/)
})

test('what is thrown without being an error is told, and a circle of causes ends', () => {
  expect(loggedError('gone')).toEqual({ type: 'string', message: 'gone', stack: '' })
  const circle = new Error('round')
  circle.cause = circle
  expect(JSON.stringify(loggedError(circle)).match(/"message":"round"/g)).toHaveLength(6)
})
