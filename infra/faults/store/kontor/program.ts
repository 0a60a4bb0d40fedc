import { flushCompileCache } from 'node:module'
import process from 'node:process'
import { readConfig } from '../../../compose/config.ts'
import { startKontor } from '../../../compose/start.ts'

/** The whole of Kontor with its embedded store, on a port where the fault suite's clients find it again. Ends with its store, as the released program does. */
const config = readConfig(process.env)
if (config.production) throw new Error('KONTOR_FAULT_PORT: refused in production')
const onLost = (why: Error): never => {
  process.stderr.write(`${why.name}: ${why.message}\n`)
  process.exit(1)
}
await startKontor(config, new AbortController().signal, { onLost, storePort: Number(process.env['KONTOR_FAULT_PORT']) })
// Whoever is killed keeps nothing for the next life by itself.
flushCompileCache()
process.stdout.write('listening\n')
