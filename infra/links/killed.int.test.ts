import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { startProgram } from '../testing/program.ts'
import { clicksIn, onData } from './on-data.ts'
import { browser, makeLink } from './testing.ts'
import { crowd, kidIn } from './visitors.ts'

let data: string
beforeAll(() => {
  data = dataFolder()
})
afterAll(() => removeDataFolder(data))

test('killed with clicks in flight, again and again: every visitor who was led on is in the log, once', { timeout: 120_000 }, async () => {
  const codes = await onData(data, async (stores) => {
    const made = await Promise.all(Array.from({ length: 20 }, () => makeLink(stores)))
    return made.map(({ code }) => code)
  })
  const kids: string[] = []
  for (const lives of [1, 2, 3]) {
    const program = await startProgram(data, { KONTOR_DEMO: '0' })
    let asked = 0
    let killed: Promise<unknown> | undefined
    const enough = kids.length + 300
    await crowd({
      port: Number(new URL(program.url).port),
      connections: 32,
      next: () => {
        asked += 1
        return { code: codes[asked % codes.length] ?? '', userAgent: `${browser} ${lives} ${asked}` }
      },
      heard: (status, location) => {
        kids.push((status === 302 && kidIn(location)) || `answered ${status}`)
        if (kids.length >= enough) killed ??= program.end('SIGKILL')
        return true
      },
    })
    await killed
  }
  const clicks = await onData(data, clicksIn)
  expect(new Set(kids).size).toBeGreaterThanOrEqual(900)
  expect(new Set(kids).size).toBe(kids.length)
  expect(kids.filter((kid) => clicks.get(kid) !== 1)).toEqual([])
  // What was not answered may be there as well, and not twice either.
  expect([...clicks.values()].filter((times) => times !== 1)).toEqual([])
  expect(clicks.size).toBeLessThanOrEqual(kids.length + 3 * 32)
})
