import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditEvents } from '../audit/index.ts'
import { dealsEvents } from '../deals/index.ts'
import { identityEvents } from '../identity/index.ts'
import { type Definition, upcast } from '../kernel/index.ts'
import { linksEvents } from '../links/index.ts'
import { partnersEvents } from '../partners/index.ts'
import { payoutsEvents } from '../payouts/index.ts'
import { reservationsEvents } from '../reservations/index.ts'
import { rewardsEvents } from '../rewards/index.ts'
import { tenancyEvents } from '../tenancy/index.ts'

/** Frozen when released: `<type>.v<version>.json` is what that version once wrote, and is never edited. */
const definitions: readonly Definition[] = [
  ...auditEvents,
  ...dealsEvents,
  ...identityEvents,
  ...linksEvents,
  ...partnersEvents,
  ...payoutsEvents,
  ...reservationsEvents,
  ...rewardsEvents,
  ...tenancyEvents,
]
const sampleOf = (definition: Definition, version: number) => new URL(`./${definition.type}.v${version}.json`, import.meta.url)

for (const definition of definitions)
  for (let version = 1; version <= definition.schemaVersion; version++)
    test(`${definition.type} v${version} is still read`, () => {
      expect(existsSync(sampleOf(definition, version)), 'a frozen sample of every version').toBe(true)
      const stored = upcast(definition, JSON.parse(readFileSync(sampleOf(definition, version), 'utf8')), version)
      const data = definition.schema.decode(stored as never)
      expect(definition.schema.encode(data as never)).toEqual(stored)
    })

test('no sample is of an unknown event', () => {
  const known = new Set(definitions.map(({ type }) => type))
  const strangers = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => file.endsWith('.json') && !known.has(file.replace(/\.v\d+\.json$/, '')),
  )
  expect(strangers).toEqual([])
})
