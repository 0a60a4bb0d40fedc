import { expect, it } from 'vitest'
import type { Listener } from './audience.ts'
import { openEar } from './ear.ts'

it('knows up to where there may be something for it, and passes every call on', () => {
  let head = 7
  let tell: Listener = () => {}
  let listening = true
  let pokes = 0
  const listen = (_interest: unknown, listener: Listener) => {
    tell = listener
    return () => {
      listening = false
    }
  }
  const ear = openEar({ head: () => head, listen }, { stream: 's' }, () => {
    pokes += 1
  })
  expect(ear.last()).toBe(7)
  head = 9
  tell(false)
  expect(ear.last()).toBe(7)
  head = 10
  tell(true)
  expect([ear.last(), pokes, listening]).toEqual([10, 2, true])
  ear.close()
  expect(listening).toBe(false)
})
