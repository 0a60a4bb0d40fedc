import { expect, test, vi } from 'vitest'
import { speak, spoken, whenSpoken } from './spoken.ts'

test('what is wanted is told once, and kept', () => {
  const heard = vi.fn()
  whenSpoken(heard)
  speak('deals', 'rewards')
  speak('rewards')
  expect(heard).toHaveBeenCalledTimes(1)
  expect(spoken()).toEqual(['app', 'kit', 'deals', 'rewards'])
})
