import { expect, test } from 'vitest'
import { computed, effectScope, nextTick, ref } from 'vue'
import { usePages } from './use-pages.ts'

test('an equal filter is no reason to begin anew, another is', async () => {
  const address = ref({ status: 'won', open: '' })
  let asked = 0
  const fetch = async () => {
    asked += 1
    return { items: [asked] }
  }
  const scope = effectScope()
  scope.run(() => usePages({ topics: [], fetch, filter: computed(() => ({ status: address.value.status })), isFiltered: () => true }))
  expect(asked).toBe(1)
  address.value = { status: 'won', open: 'a row' }
  await nextTick()
  expect(asked).toBe(1)
  address.value = { status: 'lost', open: 'a row' }
  await nextTick()
  expect(asked).toBe(2)
  scope.stop()
})
