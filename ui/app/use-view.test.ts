import { expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { ApiProblem } from './problem.ts'
import { useView } from './use-view.ts'

const late = new ApiProblem({ type: 'about:blank', title: '', status: 504, code: 'view.late' })

/** A view whose answers the test gives one by one. */
const view = () => {
  const asked: { readonly after: string | undefined; readonly answer: (rows: string[]) => void; readonly fail: (error: unknown) => void }[] = []
  const fetch = (after?: string) => new Promise<string[]>((answer, fail) => asked.push({ after, answer, fail }))
  const scope = effectScope()
  const made = scope.run(() => useView({ topics: [], fetch, isEmpty: (rows) => rows.length === 0 }))
  if (!made) throw new Error('the scope ran nothing')
  return { ...made, asked, scope }
}
const settled = () => vi.waitFor(() => undefined)

test('loading, then rows or the empty state', async () => {
  const { state, asked } = view()
  expect(state.value).toBe('loading')
  asked[0]?.answer([])
  await settled()
  expect(state.value).toBe('empty')
})
test('a failed refetch keeps the rows and says they are old; the next success takes it back', async () => {
  const { state, data, asked, load } = view()
  asked[0]?.answer(['a'])
  await settled()
  void load()
  asked[1]?.fail(new Error('down'))
  await settled()
  expect([state.value, data.value]).toEqual(['stale', ['a']])
  void load()
  asked[2]?.answer(['a', 'b'])
  await settled()
  expect(state.value).toBe('ready')
})
test('without rows a failure is an error', async () => {
  const { state, asked } = view()
  asked[0]?.fail(new Error('down'))
  await settled()
  expect(state.value).toBe('error')
})
test('an older answer that comes last is dropped', async () => {
  const { data, asked, load } = view()
  void load('7')
  asked[1]?.answer(['new'])
  await settled()
  asked[0]?.answer(['old'])
  await settled()
  expect([data.value, asked[1]?.after]).toEqual([['new'], '7'])
})
test('a view that is late is no failure: it catches up by itself', async () => {
  const { state, late: catching, asked, load } = view()
  asked[0]?.answer(['a'])
  await settled()
  void load('9')
  asked[1]?.fail(late)
  await settled()
  expect([state.value, catching.value]).toEqual(['ready', true])
  void load('9')
  asked[2]?.answer(['b'])
  await settled()
  expect(catching.value).toBe(false)
})
