import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tree.ts'
import { camel, capabilityName, kebab, pascal, spelt, tell, typeName, Unusable, writeNew } from './write.ts'

const usage = 'new-provider <provider-id> <capability> <Event>, as in: new-provider telegram-bot partners PartnerApproved'

const attempt = (provider: string, capability: string, event: string) => {
  const id = `${kebab(event).split('-')[0]}Id`
  return `import { ${event} } from '@kontor/core/${capability}'
import { type Effect, effect } from '../../kernel/index.ts'
import { classify } from '../classify.ts'
import type { ${pascal(provider)}Deps } from '../ports.ts'

/** What ${provider} is told because of ${capability}.${event}, and why. One attempt: no retry, no sleep, no database. */
export const on${event} = ({ send }: ${pascal(provider)}Deps): Effect =>
  effect({
    name: '${provider}.${kebab(event)}',
    on: [${event}],
    orderKey: ({ data }) => data.${id},
    repeatSafe: 'no',
    attempt: async ({ data }, { workItemId, signal }) => classify(await send({ key: workItemId, text: data.${id} }, signal)),
  })
`
}

const classifyText = (provider: string) => `import { done, type Outcome } from '../kernel/index.ts'
import type { Answer } from './ports.ts'

/**
 * What an answer of ${provider} means (gateways.md, retry table). Pure, so that recorded answers can be read again.
 * An answer nobody has seen yet parks the item: a person looks, nothing is repeated blindly.
 */
export const classify = ({ status, retryAfter }: Answer): Outcome => {
  if (status >= 200 && status < 300) return done
  if (status === 429) return { is: 'retry', reason: 'rate-limited', ...(retryAfter && { notBefore: retryAfter }) }
  if (status >= 500) return { is: 'unknown', detail: \`answered \${status}\` }
  return { is: 'parked', reason: \`answered \${status}\` }
}
`

const classifyTest = `import { expect, test } from 'vitest'
import { classify } from './classify.ts'

test('accepted is done', () => expect(classify({ status: 200 })).toEqual({ is: 'done' }))
test('a limit names its moment', () =>
  expect(classify({ status: 429, retryAfter: '2026-01-01T00:00:00Z' })).toEqual({ is: 'retry', reason: 'rate-limited', notBefore: '2026-01-01T00:00:00Z' }))
test('a failing provider may have done it', () => expect(classify({ status: 502 }).is).toBe('unknown'))
test('a refusal waits for a person', () => expect(classify({ status: 400 }).is).toBe('parked'))
`

const portsText = (provider: string) => `/** The answer as classify reads it; \`retryAfter\` is UTC ISO 8601. */
export type Answer = { readonly status: number; readonly retryAfter?: string }

/** What this gateway needs of the outside. infra fits \`send\` to the real host or to its stand-in in the sandbox. */
export type ${pascal(provider)}Deps = {
  /** One request. \`key\` is the same in every attempt of one work item, for providers that take an idempotency key. */
  readonly send: (message: { readonly key: string; readonly text: string }, signal: AbortSignal) => Promise<Answer>
}
`

const doorText = (provider: string, capability: string, event: string) => `import type { Effect } from '../kernel/index.ts'
import { on${event} } from './${capability}/on-${kebab(event)}.ts'
import type { ${pascal(provider)}Deps } from './ports.ts'

export type { ${pascal(provider)}Deps } from './ports.ts'

/** Everything ${provider} does because of an event. */
export const ${camel(pascal(provider))}Effects = (deps: ${pascal(provider)}Deps): readonly Effect[] => [on${event}(deps)]
`

/** Writes one effect of a provider and, for a new provider, its door, its ports and its classification with a test. Raises Unusable. */
export const newProvider = (top: string, providerGiven?: string, capabilityGiven?: string, eventGiven?: string) => {
  const provider = spelt(providerGiven, capabilityName, usage)
  const capability = spelt(capabilityGiven, capabilityName, usage)
  const event = spelt(eventGiven, typeName, usage)
  const declared = join(top, 'core', capability, 'events', `${kebab(event)}.ts`)
  if (!existsSync(declared)) throw new Unusable(`core/${capability}/events/${kebab(event)}.ts does not exist; scripts/new-event first`)
  if (!readFileSync(declared, 'utf8').includes(`export const ${event} `)) throw new Unusable(`core/${capability} declares no ${event}`)
  const folder = `gateways/${provider}`
  const first = !existsSync(join(top, folder))
  const written = writeNew(top, {
    ...(first && {
      [`${folder}/index.ts`]: doorText(provider, capability, event),
      [`${folder}/ports.ts`]: portsText(provider),
      [`${folder}/classify.ts`]: classifyText(provider),
      [`${folder}/classify.test.ts`]: classifyTest,
    }),
    [`${folder}/${capability}/on-${kebab(event)}.ts`]: attempt(provider, capability, event),
  })
  return {
    written,
    next: [
      'say what is sent and why, and whether a repeat is safe: yes, no, or lookup',
      first ? `fit ${folder}/ports.ts in infra/compose, one line` : `add on${event} to ${folder}/index.ts`,
      `a stand-in of ${provider} in infra/sandbox, and a test against it`,
    ],
  }
}

if (import.meta.main) tell(() => newProvider(root, ...process.argv.slice(2)))
