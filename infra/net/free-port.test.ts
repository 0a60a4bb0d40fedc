import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('a port is free, and not one that an outgoing connection could take', async () => {
  const port = await freePort()
  expect(port).toBeLessThan(32_768)
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.close()
})

test('an address that is not of this machine has none', async () => {
  await expect(freePort('192.0.2.1')).rejects.toThrow('No free port on 192.0.2.1')
})
