import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tree.ts'
import { camel, capabilityName, kebab, pascal, spelt, tell, typeName, Unusable, writeNew } from './write.ts'

const usage = 'new-command <capability> <VerbNoun> <Event> [state], as in: new-command partners ApprovePartner PartnerApproved partner'

type Fold = { readonly file: string; readonly state: string; readonly event: string }

/** The state a command is decided against: `state.ts`, or one of `states/` by name when a capability has several aggregates. */
const foldOf = (top: string, capability: string, wanted?: string): Fold => {
  const folder = join(top, 'core', capability)
  const several = existsSync(join(folder, 'states')) ? readdirSync(join(folder, 'states')).filter((file) => /^[a-z-]+\.ts$/.test(file)) : []
  const file = several.length === 0 ? 'state.ts' : `states/${wanted ?? several[0]?.replace('.ts', '')}.ts`
  if (!existsSync(join(folder, file))) throw new Unusable(`core/${capability}/${file} does not exist. Usage: ${usage}`)
  if (several.length > 1 && !wanted) throw new Unusable(`which state? ${several.map((name) => name.replace('.ts', '')).join(', ')}. Usage: ${usage}`)
  const text = readFileSync(join(folder, file), 'utf8')
  const event = text.match(/^export type (\w+Event)\b/m)?.[1]
  const initial = several.length > 0 ? pascal(file.slice('states/'.length, -'.ts'.length)) : text.match(/^export const initial = \(\): (\w+)/m)?.[1]
  if (!event || !initial) throw new Unusable(`core/${capability}/${file} exports no state and event type`)
  return { file, state: initial, event }
}

/** Writes `core/<capability>/commands/<verb-noun>.ts`. Raises Unusable. */
export const newCommand = (top: string, capabilityGiven?: string, nameGiven?: string, eventGiven?: string, stateGiven?: string) => {
  const capability = spelt(capabilityGiven, capabilityName, usage)
  const name = spelt(nameGiven, typeName, usage)
  const event = spelt(eventGiven, typeName, usage)
  const { file, state, event: union } = foldOf(top, capability, stateGiven)
  const [decide, kept] = [camel(name), camel(state)]
  const types = [state, union].sort((a, b) => a.localeCompare(b)).join(', ')
  const text = `import { type Decide, define, type MessageOf } from '../../kernel/index.ts'
import { ${event} } from '../events/index.ts'
import type { ${types} } from '../${file}'

export const ${name} = define('${capability}.${name}', ${event}.schema)

/** The rule: what must hold, and why. A broken one throws Refused('<noun>.<reason>'); a repeat is no news and answers []. */
export const ${decide}: Decide<MessageOf<typeof ${name}>, ${state}, ${union}> = ({ data, meta }, _${kept}) => [${event}(data, meta)]
`
  return {
    written: writeNew(top, { [`core/${capability}/commands/${kebab(name)}.ts`]: text }),
    next: [
      `export ${name} from core/${capability}/commands/index.ts and give it its row in the decider (missing, it does not compile)`,
      `in core/${capability}/${capability}.test.ts: the happy path, every refusal by code, and the repeat that yields nothing`,
      `its route in gateways/http/${capability}/routes.ts`,
    ],
  }
}

if (import.meta.main) tell(() => newCommand(root, ...process.argv.slice(2)))
