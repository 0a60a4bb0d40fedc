import { expect, test } from 'vitest'
import { memo } from './memo.ts'

test('it makes each once, and forgets what was asked for longest ago', () => {
  const made: string[] = []
  const twice = memo(2, (text) => {
    made.push(text)
    return text + text
  })
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(twice)).toEqual(['aa', 'bb', 'aa', 'cc', 'aa', 'bb'])
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})
