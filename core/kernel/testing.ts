import { expect } from 'vitest'
import type { Decider } from './decider.ts'
import type { Message, Meta } from './define.ts'
import { Refused } from './refused.ts'

/** Given these events, when this command, then those events (or a refusal by code). Compares type and data; metadata is the edge's. */
export const given = <C extends Message, S, E extends Message>(decider: Decider<C, S, E>, ...events: readonly E[]) => ({
  when: (command: C) => {
    const decide = () => {
      const state = events.reduce(decider.evolve, decider.initial())
      return (decider.decide[command.type as C['type']] as (command: C, state: S) => readonly E[])(command, state)
    }
    return {
      // biome-ignore lint/suspicious/noThenProperty: given/when/then are the words of the field, and nobody awaits this object
      then: (...expected: readonly E[]) => expect(decide().map(bare)).toEqual(expected.map(bare)),
      thenRefused: (code: string) => {
        try {
          decide()
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          return expect(error.code).toBe(code)
        }
        return expect.fail(`not refused, expected ${code}`)
      },
    }
  },
})

const bare = ({ type, data }: Message) => ({ type, data })

/** A readable id for tests: 32 hex digits that end in the number. */
export const id = (n: number) => n.toString(16).padStart(32, '0')

/** Metadata for tests; `changes` overrides. */
export const testMeta = (changes: Partial<Meta> = {}): Meta => ({
  tenantId: id(9),
  actor: { kind: 'user', id: id(1) },
  commandId: id(8),
  correlationId: id(8),
  causationId: id(8),
  occurredAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  source: 'http',
  schemaVersion: 1,
  ...changes,
})
