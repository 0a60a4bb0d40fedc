import { commandHandler, type EventLog } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { OpenProgramme, partners, programmes, RegisterPartner } from '@kontor/core/partners'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../infra/testing/house.ts'
import { buildServer } from '../server.ts'
import { signedIn, testDeps } from '../testing.ts'
import { type Case, casesOf, type Operation, type Sender } from './cases.ts'
import type { Sample } from './sample.ts'
import { samplesFor } from './samples.ts'

const [partnerId, programmeId, otherTenant] = [id(31), id(32), id(33)]
const samples = samplesFor(partnerId, programmeId)

/** The route table as the server itself tells it. */
const operationsOf = async () => {
  const app = await buildServer(testDeps())
  const { paths } = (await app.inject('/api/v1/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>()
  await app.close()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path.replace('/api/v1', '')}`, operation] as const),
  )
}
const operations = await operationsOf()

let house: Awaited<ReturnType<typeof testHouse>>
let app: FastifyInstance
let appended = 0

/** The house's own log, counting what is written to it. */
const counted = ({ append, read, readPart }: EventLog): EventLog => ({
  read,
  readPart,
  append: (...call) => {
    appended += 1
    return append(...call)
  },
})

beforeAll(async () => {
  house = await testHouse()
  const log = counted(house.deps.log)
  const { derivedId } = house.deps
  const execute = commandHandler({ log, eventId: (commandId, index) => derivedId(commandId, String(index)) })
  const meta = testMeta({ tenantId: otherTenant })
  const programme = { programmeId, slug: 'theirs', name: 'Theirs', currency: 'RUB', timeZone: 'UTC' }
  await house.deps.execute(programmes, programmeId, OpenProgramme(programme, meta))
  const person = { name: 'Them', email: 'them@mail.test', language: 'en' as const, knownAccount: false, applicationKey: 'application_them' }
  await house.deps.execute(partners, partnerId, RegisterPartner({ ...person, partnerId, programmeId, userId: id(35) }, meta))
  app = await buildServer({ ...house.deps, log, execute })
}, 60_000)
afterAll(async () => {
  await app?.close()
  await house?.close()
})

const headersOf = async (as: Sender, { who }: Sample): Promise<Record<string, string>> => {
  const { deps } = house
  const tenantId = deps.derivedId('seed-demo', 'tenant')
  if (as === 'nobody' || (as === 'own' && who === 'public')) return {}
  if (as === 'worthless') return { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }
  if (as === 'own' && who === 'ticket') return { authorization: `Bearer ${await deps.tokens.issueTicket({ tenantId, partnerId: id(34) })}` }
  const role = as === 'own' ? who[0] : as
  return signedIn(deps, { tenantId, role: role as 'owner', ...(role === 'partner' && { partnerId: id(34) }) })
}

let senders = 0
const send = async (route: string, sample: Sample, bad: Case) => {
  const { as = 'own', params = sample.foreign ?? {}, query, body = sample.body && JSON.stringify(sample.body) } = bad
  const [method = '', path = ''] = route.split(' ')
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? '')
  // Each from an address of its own, or the limit of the public routes would answer in place of the contract.
  senders += 1
  return app.inject({
    method: (bad.method ?? method).toUpperCase() as 'GET',
    url: `/api/v1${url}${query ? `?${query}` : ''}`,
    remoteAddress: `10.1.${senders >> 8}.${senders & 255}`,
    headers: { ...(await headersOf(as, sample)), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { payload: body }),
  })
}

test('every route of the API has its sample, and every sample its route', () => {
  expect(Object.keys(samples).sort()).toEqual(operations.map(([route]) => route).sort())
})

describe.each(operations)('%s', (route, operation) => {
  const sample = samples[route] ?? { who: 'public' as const }
  test.each(casesOf(sample, operation).map((one) => [one.what, one] as const))('refuses %s', async (_what, bad) => {
    const before = appended
    const answer = await send(route, sample, bad)
    const problem = answer.json<{ status: number; code: string; errors?: { pointer: string }[] }>()
    expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
      status: bad.status,
      type: 'application/problem+json; charset=utf-8',
    })
    expect(problem.code).toMatch(/^[a-z-]+\.[a-z-]+$/)
    if (bad.status === 422) expect(problem.errors?.length).toBeGreaterThan(0)
    if (bad.pointer !== undefined) expect(problem.errors?.map(({ pointer }) => pointer)).toContain(bad.pointer)
    expect(appended).toBe(before)
  })
})
