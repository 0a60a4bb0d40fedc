import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { headOf } from '../client/index.ts'
import { newStream } from '../server/testing.ts'
import { migrateLog } from './index.ts'
import { contentOf, eventOf, type TestStore, testStores, write } from './testing.ts'

const { open } = testStores()
const command = fileURLToPath(new URL('../../../scripts/migrate-store.ts', import.meta.url))

/** The command as a person runs it, in a process of its own. */
const start = (source: TestStore, target: TestStore): ChildProcess =>
  spawn(process.execPath, [command], { env: { ...process.env, FROM: source.url, TO: target.url }, stdio: ['ignore', 'pipe', 'inherit'] })

const total = 2_400

/** Forty streams that take turns of one to three events, each event one append. */
const layGround = async ({ client }: TestStore): Promise<void> => {
  const streams = Array.from({ length: 40 }, () => ({ name: newStream(), next: 0n }))
  const events = Array.from({ length: total }, (_, n) => {
    const stream = streams[Math.floor(n / (1 + (Math.floor(n / 240) % 3))) % streams.length]
    if (!stream) throw new Error('there is no such stream')
    stream.next += 1n
    return eventOf({ stream: stream.name, revision: stream.next - 1n, data: Buffer.from(`{"n":${n}}`) })
  })
  await write(client, ...events)
}

it('goes on where it stopped when its process was killed, three times at any instant', async () => {
  const [source, target] = [await open(), await open()]
  await layGround(source)
  const arrived = async () => Number(await headOf(target.client))
  for (let kill = 1; kill <= 3; kill += 1) {
    const before = await arrived()
    const child = start(source, target)
    await expect.poll(arrived, { timeout: 30_000, interval: 5 }).toBeGreaterThan(before)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const child = start(source, target)
  const said = Array.fromAsync(child.stdout ?? [], String)
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  const [ours, theirs, last] = (await said).join('').split('\n')
  expect(ours).toMatch(/^source {2}2400 events {2}sha256 [0-9a-f]{64}$/)
  expect(theirs).toBe(ours?.replace('source', 'target'))
  expect(last).toMatch(/^They are the same\. [1-9]\d* events were copied in [\d.]+ s\.$/)
  expect(await contentOf(target.client)).toEqual(await contentOf(source.client))
}, 120_000)

it('is what two at once make together', async () => {
  const [source, target] = [await open(), await open()]
  await layGround(source)
  const both = await Promise.all([0, 1].map(() => migrateLog({ source: source.client, target: target.client })))
  expect(both.map(({ is }) => is)).toEqual(['same', 'same'])
  expect(await contentOf(target.client)).toEqual(await contentOf(source.client))
}, 60_000)
