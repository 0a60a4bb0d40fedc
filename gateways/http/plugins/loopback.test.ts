import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { fromLoopback } from './loopback.ts'

const from = (address: string, headers: Record<string, string> = {}, ip = address) =>
  fromLoopback(
    { socket: { remoteAddress: address }, ip, headers: { host: 'localhost:8080', ...headers } } as unknown as FastifyRequest,
    'http://kontor.test:8080',
  )

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.0.1'])('%s is this machine', (address) => expect(from(address)).toBe(true))
test.each(['10.0.0.1', '::ffff:10.0.0.1', '128.0.0.1', '1270.0.0.1'])('%s is not', (address) => expect(from(address)).toBe(false))
test('what a proxy forwards is not', () => expect(from('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(false))
test('nor by the newer header', () => expect(from('127.0.0.1', { forwarded: 'for=127.0.0.1' })).toBe(false))
test('nor whom a trusted proxy names', () => expect(from('127.0.0.1', {}, '203.0.113.9')).toBe(false))
test('nor a page of a name pointed here', () => expect(from('127.0.0.1', { host: 'evil.example' })).toBe(false))
test('our own public name is', () => expect(from('127.0.0.1', { host: 'kontor.test:8080' })).toBe(true))
test('no host at all is not', () => expect(from('127.0.0.1', { host: '' })).toBe(false))
