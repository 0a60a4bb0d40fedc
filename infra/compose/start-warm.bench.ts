import { readFileSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { print, quantile, round } from '../testing/bench.ts'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { startProgram } from '../testing/program.ts'

/**
 * start.warm: from `node main.ts` to "Kontor is ready" over a data folder that has the whole demo, the second start and those after it; the first, which tells the
 * six months, stands in the detail. memory.idle: what the program holds some time after such a start, without Postgres, which has processes of its own.
 */
const starts = 5
/** Long enough for the views to be compared and the first garbage to be collected. */
const idleMs = 20_000

const residentMb = (pid: number) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const dataDir = dataFolder()
const begin = async () => {
  const began = performance.now()
  const program = await startProgram(dataDir, { KONTOR_DEMO_HISTORY: '1' })
  return { program, seconds: (performance.now() - began) / 1_000 }
}

let running: Awaited<ReturnType<typeof begin>> | undefined
try {
  running = await begin()
  const first = running.seconds
  const times: number[] = []
  for (let start = 0; start < starts; start += 1) {
    await running.program.end('SIGTERM')
    running = await begin()
    times.push(running.seconds)
  }
  const [p50, slowest] = [quantile(times, 0.5), Math.max(...times)]
  print({ name: 'start.warm', value: round(p50, 2), unit: 's, median', detail: { slowest: round(slowest, 2), starts, first: round(first, 1) } })
  const atOnce = residentMb(running.program.pid)
  await after(idleMs)
  const idle = residentMb(running.program.pid)
  print({
    name: 'memory.idle',
    value: round(idle, 0),
    unit: 'MB resident, without Postgres',
    detail: { atStart: round(atOnce, 0), afterSeconds: idleMs / 1_000 },
  })
} finally {
  await running?.program.end('SIGTERM')
  removeDataFolder(dataDir)
}
