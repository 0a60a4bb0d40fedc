import { ask } from './running.ts'

/** Prints the OpenAPI document of the Kontor that runs on this machine. */
process.stdout.write(`${JSON.stringify(await ask('/api/v1/openapi.json'), null, 2)}\n`)
