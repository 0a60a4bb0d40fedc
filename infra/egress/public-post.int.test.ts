import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicPost } from './public-post.ts'
import { disguises, privateAddresses } from './testing.ts'

let server: Server
let port: number
let connections = 0
beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  // Every address of this machine, in both families.
  await new Promise<void>((resolve) => server.listen(0, '::', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const { signal } = new AbortController()
type Names = NonNullable<NonNullable<Parameters<typeof publicPost>[0]>['names']>
/** A resolver that tells these addresses, each time the next of them. */
const resolving = (...answers: readonly (readonly string[])[]) => {
  let asked = 0
  const names = ((_host: string, _options: object, answer: (error: null, found: unknown) => void) => {
    const found = answers[Math.min(asked, answers.length - 1)] ?? []
    asked += 1
    answer(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }) as unknown as Names
  return { names, asked: () => asked }
}
const post = async (url: string, names?: Names) => {
  const { post: send, close } = publicPost(names && { names })
  const posted = await send(url, '{}', signal)
  await close()
  return posted
}

const literal = (address: string) => (address.includes(':') && !address.startsWith('[') ? `[${address}]` : address)
test.each([...privateAddresses, ...disguises])('https://%s is not sent to', async (address) => {
  expect(await post(`https://${literal(address)}:${port}/rest/1/x/`)).toMatchObject({ is: 'forbidden' })
})
test.each(privateAddresses)('a name that leads to %s is not sent to', async (address) => {
  expect(await post(`https://portal.test:${port}/`, resolving([address]).names)).toMatchObject({ is: 'forbidden' })
})
test('one bad address among good ones is enough, wherever it stands', async () => {
  for (const found of [
    ['127.0.0.1', '93.184.216.34'],
    ['93.184.216.34', '::1'],
  ])
    expect(await post(`https://portal.test:${port}/`, resolving(found).names)).toMatchObject({ is: 'forbidden' })
})
test('a name is resolved once a connection: it cannot change between the look and the call', async () => {
  const { names, asked } = resolving(['10.0.0.1'], ['127.0.0.1'])
  await post(`https://portal.test:${port}/`, names)
  expect(asked()).toBe(1)
})
test.each([`http://portal.test`, 'ftp://portal.test', 'https://user:word@portal.test', 'file:///etc/passwd', 'not an address', 'https://'])(
  '%s is not sent to',
  async (url) => expect(await post(url, resolving(['93.184.216.34']).names)).toMatchObject({ is: 'forbidden' }),
)
test('a name that nobody has was provably not sent to', async () => {
  const names = ((_host: string, _options: object, answer: (error: Error) => void) =>
    answer(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))) as unknown as Names
  expect(await post('https://portal.test/', names)).toMatchObject({ is: 'not-sent' })
})
test('and in all this nobody connected', () => expect(connections).toBe(0))
