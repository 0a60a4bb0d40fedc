import decode from 'jsqr'
import { expect, test } from 'vitest'
import { qrDrawing } from './qr-drawing.ts'

/** As a camera would see it, four pixels a module. */
const photograph = (text: string) => {
  const { side, path } = qrDrawing(text)
  const width = side * 4
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g))
    for (let row = 0; row < 4; row += 1) {
      const start = ((Number(y) * 4 + row) * width + Number(x) * 4) * 4
      for (let at = start; at < start + 16; at += 1) if (at % 4 !== 3) pixels[at] = 0
    }
  return { pixels, width }
}

test.each(['http://localhost:8080/join/demo', 'https://kontor.example/join/весна-2026'])('a camera reads %s', (text) => {
  const { pixels, width } = photograph(text)
  expect(decode(pixels, width, width)?.data).toBe(text)
})
test('four modules around it stay empty', () => {
  const { side, path } = qrDrawing('http://localhost:8080/join/demo')
  const places = [...path.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
  expect([Math.min(...places), Math.max(...places)]).toEqual([4, side - 5])
})
