import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loopbackPost } from './loopback-post.ts'

let server: Server
let origin: string
let answer: (request: IncomingMessage, response: ServerResponse) => void
let requests = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  requests = 0
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

const post = async (path = '/', signal = new AbortController().signal, to = origin) => {
  const { post: send, close } = loopbackPost(to)
  const posted = await send(to + path, '{"a":1}', signal)
  await close()
  return posted
}

test('JSON goes out once and the answer comes back', async () => {
  const heard: unknown[] = []
  answer = async (request, response) => {
    heard.push(request.method, request.headers['content-type'], await text(request))
    response.writeHead(503).end('{"error":"QUERY_LIMIT_EXCEEDED"}')
  }
  expect(await post('/rest')).toEqual({ is: 'answered', status: 503, body: '{"error":"QUERY_LIMIT_EXCEEDED"}' })
  expect(heard).toEqual(['POST', 'application/json', '{"a":1}'])
})
test('a redirect is an answer and is not followed', async () => {
  answer = (_request, response) => response.writeHead(302, { location: `${origin}/elsewhere` }).end()
  expect(await post()).toMatchObject({ is: 'answered', status: 302 })
  expect(requests).toBe(1)
})
test('who closes without an answer may have done the work, and is not asked again', async () => {
  answer = (request) => request.socket.destroy()
  expect(await post()).toMatchObject({ is: 'unknown' })
  expect(requests).toBe(1)
})
test('a silence that lasted too long may have been work, too', async () => {
  const late = new AbortController()
  answer = () => late.abort()
  expect(await post('/', late.signal)).toMatchObject({ is: 'unknown' })
})
test('an answer without end is cut off', async () => {
  answer = (_request, response) => {
    const chunk = Buffer.alloc(1_048_576)
    const more = () => {
      while (response.writable && response.write(chunk));
      if (response.writable) response.once('drain', more)
    }
    more()
  }
  expect(await post()).toMatchObject({ is: 'unknown', why: expect.stringContaining('more than') })
})
test('nobody there: nothing was sent', async () => {
  expect(await post('/', undefined, 'http://127.0.0.1:1')).toMatchObject({ is: 'not-sent' })
})
test('the stand-in’s way leads to the stand-in alone', async () => {
  const { post: send, close } = loopbackPost(origin)
  const { signal } = new AbortController()
  for (const url of ['http://127.0.0.1:1/', origin.replace('127.0.0.1', 'localhost'), `${origin}.evil.test/`, 'nonsense'])
    expect(await send(url, '{}', signal)).toMatchObject({ is: 'forbidden' })
  await close()
  expect(requests).toBe(0)
})
