import { expect, it } from 'vitest'
import { plainLog } from './plain-log.ts'

it('tells warnings in one line, with the reason last told, and nothing else', () => {
  const lines: string[] = []
  const log = plainLog((line) => lines.push(line))
  log.info({ pid: 1 }, 'PostgreSQL is ready')
  log.warn({ pid: 1, said: 'first\nFATAL: the last\n' }, 'PostgreSQL ended')
  log.warn({ error: new Error('no room') }, 'PostgreSQL could not be started')
  log.warn({ pid: 1 }, 'PostgreSQL was killed')
  expect(lines).toEqual(['PostgreSQL ended: FATAL: the last', 'PostgreSQL could not be started: no room', 'PostgreSQL was killed'])
})
