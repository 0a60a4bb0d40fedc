import { adminToken, ask, stop } from './running.ts'

/** make rebuild VIEW=partners.list: fills the view anew beside the live one in the Kontor that runs here, and ends when it was switched. */

type State = { readonly name: string; readonly state: string }

const authorization = `Bearer ${await adminToken()}`
const states = async (): Promise<readonly State[]> => (await ask('/api/v1/ops/projections', { headers: { authorization } })).items
const view = process.argv[2]
const names = (await states()).map(({ name }) => name)
if (!view || !names.includes(view)) stop(`${view ? `there is no view ${view}` : 'VIEW is not set'}; there are: ${names.join(', ')}`)

const began = performance.now()
await ask(`/api/v1/ops/projections/${view}/rebuild`, { method: 'POST', headers: { authorization } })
process.stdout.write(`${view} was rebuilt and switched in ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
