import { Agent, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { id } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { testDeps, tokenOf } from '../testing.ts'

const owner = tokenOf({ userId: id(1), familyId: id(2), tenantId: id(9), slug: 'demo', role: 'owner', partnerId: undefined })

test('a stop answers what is in flight, ends its connection, and does not wait for those that are kept alive', async () => {
  const arrived = Promise.withResolvers<void>()
  const released = Promise.withResolvers<never>()
  const read = () => {
    arrived.resolve()
    return released.promise
  }
  const closing = Promise.withResolvers<void>()
  const app = await buildServer(testDeps({ read }))
  app.addHook('preClose', async () => closing.resolve())
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const ask = (path: string) => {
    const headers = { authorization: `Bearer ${owner}` }
    return new Promise<IncomingMessage>((resolve, reject) => get({ agent, port, path, headers }, resolve).on('error', reject))
  }
  await text(await ask('/health/live'))
  const inFlight = ask('/api/v1/badges')
  await arrived.promise
  const closed = app.close()
  await closing.promise
  released.resolve({ applications: 3 } as never)
  const answer = await inFlight
  expect([answer.statusCode, answer.headers.connection, JSON.parse(await text(answer))]).toEqual([200, 'close', { applications: 3 }])
  await closed
  agent.destroy()
})
