import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'

const upgrade =
  'GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'

test('a stop says goodbye and does not wait for a client that never answers', async () => {
  const app = await buildServer(testDeps())
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const silent = connect(Number(url.port), '127.0.0.1')
  silent.write(upgrade)
  await once(silent, 'data')
  const polite = new WebSocket(`ws://${url.host}/api/v1/live`)
  await once(polite, 'open')
  const goodbye = once(polite, 'close')
  const started = performance.now()
  await app.close()
  expect(performance.now() - started).toBeLessThan(5_000)
  expect((await goodbye)[0]).toMatchObject({ code: 1001, reason: 'server.closing' })
  silent.destroy()
})
