import { expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { http } from '../app/http.ts'
import { type AskedStream, useStream } from './use-stream.ts'

const get = vi.spyOn(http, 'get')
const told = (state: unknown) => get.mockResolvedValue({ state, revision: '1', last: '1', events: [] } as never)
const settled = async (calls: number) => {
  await vi.waitFor(() => expect(get).toHaveBeenCalledTimes(calls))
  await Promise.all(get.mock.results.map(({ value }) => value))
  await nextTick()
}
const asked = (values: Partial<AskedStream> = {}): AskedStream => ({ stream: 'deals-1.2', at: '1', basis: undefined, reason: undefined, ...values })

/** A pane that is open on a stream. */
const pane = () => {
  get.mockClear()
  told('veiled')
  const of = ref(asked())
  const scope = effectScope()
  const view = scope.run(() => useStream(of, false))
  if (!view) throw new Error('the scope ran nothing')
  return { of, ...view }
}

test('a moment is a part of the address, and another moment is read', async () => {
  const { of, data } = pane()
  await settled(1)
  expect([get.mock.calls[0]?.[0], data.value?.state]).toEqual(['/audit/streams/deals-1.2?at=1', 'veiled'])
  of.value = asked({ at: '0' })
  await settled(2)
  expect(get.mock.calls[1]?.[0]).toBe('/audit/streams/deals-1.2?at=0')
})
test('news does not look at personal data again: one look is one event', async () => {
  const { of, data, load } = pane()
  await settled(1)
  told('plain')
  of.value = asked({ reason: 'a question' })
  await settled(2)
  await load('99')
  await load()
  expect([data.value?.state, get.mock.calls.length]).toEqual(['plain', 2])
  of.value = asked({ reason: 'a question', at: '0' })
  await settled(3)
})
test('without a reason news is read', async () => {
  const { load } = pane()
  await settled(1)
  await load('99')
  expect(get.mock.calls[1]?.[2]).toEqual({ after: '99' })
})
test('a look that failed showed nothing, and may be tried again', async () => {
  const { of, data, load } = pane()
  await settled(1)
  get.mockRejectedValueOnce(new Error('down'))
  of.value = asked({ reason: 'a question' })
  await vi.waitFor(() => expect(get).toHaveBeenCalledTimes(2))
  told('plain')
  await load()
  expect([get.mock.calls.length, data.value?.state]).toEqual([3, 'plain'])
})
