import { expect, test, vi } from 'vitest'
import { ApiProblem, NoAnswer } from './problem.ts'
import { useCommand } from './use-command.ts'

const refused = new ApiProblem({ type: 'about:blank', title: '', status: 409, code: 'partner.exists' })

test('a double press is one command', async () => {
  const run = vi.fn(async () => undefined)
  const { send } = useCommand(run)
  expect(await Promise.all([send(), send()])).toEqual([true, false])
  expect(run).toHaveBeenCalledTimes(1)
})
test('after silence the retry bears the same key; after an answer it bears another', async () => {
  const keys: string[] = []
  const outcomes = [new NoAnswer('gone'), refused, undefined, undefined]
  const { send, error } = useCommand(async (key) => {
    keys.push(key)
    const outcome = outcomes.shift()
    if (outcome) throw outcome
  })
  expect(await send()).toBe(false)
  expect(error.value).toBeInstanceOf(NoAnswer)
  await send()
  expect(keys[1]).toBe(keys[0])
  await send()
  expect(error.value).toBeUndefined()
  await send()
  expect(new Set(keys).size).toBe(3)
})
