import { flushCompileCache } from 'node:module'
import process from 'node:process'
import { readConfig } from '../compose/config.ts'
import { startKontor } from '../compose/start.ts'
import { aroundWith } from './around-with.ts'
import { failpoint } from './failpoint.ts'

/** Kontor as `make run` starts it, with failpoints in its ports: the released program is another entry and carries none of this. Refuses production. */
const config = readConfig(process.env)
if (config.production) throw new Error('KONTOR_CRASH_AT: refused in production')
const around = aroundWith(failpoint(process.env['KONTOR_CRASH_AT'] ?? ''))
const stopping = new AbortController()
const starting = startKontor(config, stopping.signal, { around })

process.on('SIGTERM', async () => {
  stopping.abort()
  const kontor = await starting.catch(() => undefined)
  await kontor?.stop()
  process.exit(0)
})
const { url } = await starting
// Whoever is killed keeps nothing for the next start by itself.
flushCompileCache()
process.stdout.write(`Kontor is ready: ${url}\n`)
