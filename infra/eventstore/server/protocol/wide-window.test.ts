import { expect, it } from 'vitest'
import { widenWindow } from './wide-window.ts'

const connection = (destroyed = false) => {
  const told: unknown[] = []
  const session = { destroyed, settings: (settings: unknown) => told.push(settings), setLocalWindowSize: (size: number) => told.push(size) }
  return { stream: { session } as never, told }
}

it('widens a connection once, for its streams and for itself', () => {
  const { stream, told } = connection()
  widenWindow(stream)
  widenWindow(stream)
  expect(told).toEqual([{ initialWindowSize: 262_144 }, 262_144])
})

it('leaves one alone that has gone', () => {
  const { stream, told } = connection(true)
  widenWindow(stream)
  widenWindow({ session: undefined })
  widenWindow(undefined)
  expect(told).toEqual([])
})
