import { root } from '../tree.ts'
import { capabilityName, kebab, spelt, tell, typeName, writeNew } from './write.ts'

const usage = 'new-event <capability> <NounVerbed>, as in: new-event partners PartnerApproved'

/** Writes `core/<capability>/events/<noun-verbed>.ts`. Raises Unusable. */
export const newEvent = (top: string, capabilityGiven?: string, nameGiven?: string) => {
  const capability = spelt(capabilityGiven, capabilityName, usage)
  const name = spelt(nameGiven, typeName, usage)
  const id = `${kebab(name).split('-')[0]}Id`
  const text = `import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** One sentence: what this fact means to the business. */
export const ${name} = define('${capability}.${name}', z.object({ ${id}: Id }))
`
  return {
    written: writeNew(top, { [`core/${capability}/events/${kebab(name)}.ts`]: text }),
    next: [
      `say in its sentence what ${name} means, and give it its fields`,
      `export it from core/${capability}/events/index.ts`,
      'fold it in the state (the switch no longer compiles until then)',
      'freeze a sample of its JSON once it is released, and give the glossary its line',
    ],
  }
}

if (import.meta.main) tell(() => newEvent(root, ...process.argv.slice(2)))
