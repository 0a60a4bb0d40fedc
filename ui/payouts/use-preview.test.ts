import { expect, test, vi } from 'vitest'
import { nextTick, ref } from 'vue'

const answers = vi.hoisted(() => [] as { ids: readonly string[]; answer: (preview: unknown) => void; refuse: (error: unknown) => void }[])
vi.mock('../app/http.ts', () => ({
  http: {
    post: (_path: string, { rewardIds }: { rewardIds: readonly string[] }) =>
      new Promise((answer, refuse) => {
        answers.push({ ids: rewardIds, answer, refuse })
      }),
  },
}))
const { usePreview } = await import('./use-preview.ts')

const settle = async () => {
  await Promise.resolve()
  await nextTick()
}
const opened = (ids: readonly string[]) => {
  answers.length = 0
  const chosen = ref(ids)
  return { chosen, ...usePreview(chosen) }
}

test('a sum is pressed only once it is that of the choice', async () => {
  const { chosen, preview, settled } = opened(['a', 'b'])
  expect(settled.value).toBe(false)
  answers[0]?.answer('of a and b')
  await settle()
  expect([preview.value, settled.value]).toEqual(['of a and b', true])
  chosen.value = ['a']
  await nextTick()
  expect(settled.value).toBe(false)
})
test('the answer to an older choice is dropped, though it comes last', async () => {
  const { chosen, preview, settled } = opened(['a', 'b'])
  chosen.value = ['a']
  await nextTick()
  answers[1]?.answer('of a')
  await settle()
  answers[0]?.answer('of a and b')
  await settle()
  expect([preview.value, settled.value]).toEqual(['of a', true])
})
test('nothing chosen is nothing asked', async () => {
  const { preview, settled } = opened([])
  await settle()
  expect([answers.length, preview.value, settled.value]).toEqual([0, undefined, true])
})
test('without an answer there is no sum to press, until it is asked for again', async () => {
  const { error, settled, ask } = opened(['a'])
  answers[0]?.refuse('gone')
  await settle()
  expect([error.value, settled.value]).toEqual(['gone', false])
  const again = ask()
  answers[1]?.answer('of a')
  await again
  expect([error.value, settled.value]).toEqual([undefined, true])
})
