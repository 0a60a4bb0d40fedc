import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'

const app = await buildServer(testDeps())
await app.listen({ host: '127.0.0.1', port: 0 })
afterAll(() => app.close())

/** Sends bytes as they are and answers all that came back until the server hung up. */
const exchange = async (bytes: string) => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk
  })
  socket.write(bytes)
  await once(socket, 'close')
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { head, body: JSON.parse(body) }
}

test.each([
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost: a\r\nNo Header\r\n\r\n', 400, 'request.malformed'],
  ['another protocol', 'EHLO mail.test\r\n\r\n', 400, 'request.malformed'],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'request.header-too-large'],
])('%s gets a problem and the door', async (_what, bytes, status, code) => {
  const { head, body } = await exchange(bytes)
  expect(head).toContain(`HTTP/1.1 ${status} `)
  expect(head).toContain('application/problem+json')
  expect(body).toMatchObject({ status, code })
})
