import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { newId } from '../secrets/index.ts'
import { print, ratio, round } from '../testing/bench.ts'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { startProgram } from '../testing/program.ts'
import { clicksIn, onData } from './on-data.ts'
import { browser, makeLink } from './testing.ts'
import { crowd, kidIn } from './visitors.ts'

/**
 * redirect.durable: 302s a second of the whole program with everything embedded, each after its click is durable; 1,000 links of 50 tenants at random, 64
 * connections; against a bare Fastify 302 in the same run. Ends with kill -9 under load: every `kid` that was answered is then looked for in the log.
 */
const roundMs = 3_000
const connections = 64
const tenants = Array.from({ length: 50 }, () => newId())
const agents = Array.from({ length: 200 }, (_, at) => `${browser} visitor/${at}`)

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T

const layGround = (dataDir: string) =>
  onData(dataDir, async (stores) => {
    const codes: string[] = []
    for (let at = 0; at < 1_000; at += 50) {
      const targetUrl = 'https://shop.test/page?a=1&utm_source=own#top'
      const made = tenants.map((tenantId) => makeLink(stores, { tenantId, targetUrl, utm: { source: 'ann', medium: 'post' } }))
      codes.push(...(await Promise.all(made)).map(({ code }) => code))
    }
    return codes
  })

const bareRedirect = async () => {
  const child = fork(fileURLToPath(new URL('./bare-redirect.ts', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [port] = (await once(child, 'message')) as [number]
  return { port, end: () => child.kill() }
}

const dataDir = dataFolder()
const codes = await layGround(dataDir)
const bare = await bareRedirect()
const program = await startProgram(dataDir, { KONTOR_DEMO: '0' })
const ours = Number(new URL(program.url).port)
const kids: string[] = []
const refused = new Map<number, number>()

/** Visits one address after another for a while; answers how many a second were led on. */
const flood = async (port: number, ms: number, told: (kid: string) => void) => {
  const began = performance.now()
  let led = 0
  const heard = (status: number, location: string | undefined) => {
    const kid = kidIn(location)
    if (status === 302 && kid) {
      led += 1
      told(kid)
    } else refused.set(status, (refused.get(status) ?? 0) + 1)
    return performance.now() - began < ms
  }
  await crowd({ port, connections, next: () => ({ code: anyOf(codes), userAgent: anyOf(agents) }), heard })
  if (led === 0) throw new Error(`nobody was led on; Kontor said:\n${program.output()}`)
  return led / ((performance.now() - began) / 1_000)
}
const keep = (kid: string) => kids.push(kid)

try {
  await flood(bare.port, 1_000, () => {})
  // The first ten thousand or so are slower, until what they run through is compiled.
  await flood(ours, 8_000, keep)
  const figure = await ratio(
    'redirect.durable',
    'ratio to a bare Fastify 302',
    () => flood(ours, roundMs, keep),
    () => flood(bare.port, roundMs, () => {}),
  )
  let killed: Promise<unknown> | undefined
  const before = kids.length
  await flood(ours, 60_000, (kid) => {
    keep(kid)
    if (kids.length - before >= 2_000) killed ??= program.end('SIGKILL')
  })
  await killed
  const clicks = await onData(dataDir, clicksIn)
  const times = kids.map((kid) => clicks.get(kid) ?? 0)
  const found = times.filter((count) => count === 1).length
  const detail = { connections, links: codes.length, tenants: tenants.length, refused: Object.fromEntries(refused) }
  const inLog = { answered: kids.length, found, lost: times.filter((count) => count === 0).length, twice: times.filter((count) => count > 1).length }
  print({ ...figure, value: round(figure.value, 3), detail: { ...figure.detail, ...detail, ...inLog } })
  if (found !== kids.length) process.exitCode = 1
} finally {
  bare.end()
  await program.end('SIGKILL')
  removeDataFolder(dataDir)
}
