import { registerHooks } from 'node:module'
import process from 'node:process'
import { defects } from './defects.ts'

/**
 * Loaded before a store's program (`node --import`), and with it into each of its threads: plants the named defect by changing the text of the modules it names
 * while they are read. The server itself knows nothing of this. Raises when a text to be changed is no longer there.
 */
const name = process.env['KONTOR_PLANTED'] ?? ''
const defect = defects[name]
if (!defect) throw new Error(`there is no defect ${name}`)

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    let source = String(loaded.source)
    const changes = defect.changes.filter(({ file }) => url.endsWith(`/infra/eventstore/server/${file}`))
    for (const { from, to } of changes) {
      if (!source.includes(from)) throw new Error(`${name} can no longer be planted: "${from}" is not in ${url}`)
      source = source.replace(from, () => to)
    }
    return changes.length > 0 ? { ...loaded, source } : loaded
  },
})
