import { createHash } from 'node:crypto'
import { commandHandler, type EventLog, type Message, type Recorded, type Revision, WrongRevision } from '@kontor/core/kernel'
import type { Acting, HttpDeps, Ticket } from './ports.ts'

/** A log in memory for tests of pure HTTP behaviour; what must last is tested on the real store. `onAppend` may throw, to crash a step. */
export const memoryLog = (onAppend: (nth: number, when: 'before' | 'after') => void = () => {}) => {
  const streams = new Map<string, Recorded[]>()
  let position = 0
  let appends = 0
  const revisionOf = (events: readonly Recorded[]): Revision => (events.length === 0 ? 'no-stream' : BigInt(events.length - 1))
  const append = (stream: string, expected: Revision, fresh: readonly { readonly id: string; readonly event: Message }[]) => {
    const events = streams.get(stream) ?? []
    if (revisionOf(events) !== expected) throw new WrongRevision(stream)
    const recorded = fresh.map(({ id, event }, index) => {
      position += 1
      return { ...event, id, stream, revision: BigInt(events.length + index), position: String(position) }
    })
    streams.set(stream, [...events, ...recorded])
    return { position: String(position) }
  }
  const log: EventLog = {
    read: async (stream) => {
      const events = streams.get(stream) ?? []
      return { events, revision: revisionOf(events) }
    },
    readPart: async (stream, { from, direction, count }) => {
      const events = streams.get(stream) ?? []
      const onward = direction === 'forwards' ? events : events.toReversed()
      const wanted = ({ revision }: Recorded) => from === 'end' || (direction === 'forwards' ? revision >= from : revision <= from)
      return (direction === 'forwards' && from === 'end' ? [] : onward.filter(wanted)).slice(0, count)
    },
    append: async (stream, expected, events) => {
      appends += 1
      const nth = appends
      onAppend(nth, 'before')
      const answer = append(stream, expected, events)
      onAppend(nth, 'after')
      return answer
    },
  }
  /** Streams with the data of their events: what a test compares. */
  const written = () => Object.fromEntries([...streams].map(([stream, events]) => [stream, events.map(({ type, data }) => ({ type, data }))]))
  return { log, written, all: () => [...streams.values()].flat(), end: () => position }
}

const hex = (text: string) => createHash('sha256').update(text).digest('hex')

/** Ids and hashes that repeat, a clock that stands. */
export const testEdge = (now = '2026-01-01T00:00:00.000Z') => {
  let ids = 0
  return {
    now: () => now,
    newId: () => {
      ids += 1
      return hex(`id ${ids}`).slice(0, 32)
    },
    derivedId: (scope: string, key: string) => hex(`${scope}\n${key}`).slice(0, 32),
    keyed: (kind: string, value: string) => `${kind}_${hex(`${kind}\n${value}`)}`,
    linkCode: (linkId: string) => hex(linkId).slice(0, 12),
  }
}

export const executeOn = (log: EventLog) => commandHandler({ log, eventId: (commandId, index) => hex(`${commandId} ${index}`).slice(0, 32) })

/** Passwords as they are: a vault that a test can look into. */
export const testVault = () => {
  const kept = new Map<string, string>()
  const credentials: HttpDeps['credentials'] = {
    store: async (userId, password) => {
      kept.set(userId, password)
    },
    verify: async (userId, password) => userId !== undefined && kept.get(userId) === password,
    remove: async (userId) => {
      kept.delete(userId)
    },
  }
  return { credentials, kept }
}

const unused = (name: string) => () => Promise.reject(new Error(`${name} is not part of this test`))

/** Doubles of every port. A token is the acting membership itself, in plain sight. */
export const testDeps = (changes: Partial<HttpDeps> = {}): HttpDeps => {
  const { log } = memoryLog()
  return {
    ...testEdge(),
    config: {
      publicUrl: 'http://localhost:8080',
      production: false,
      trustProxy: [],
      metricsToken: undefined,
      uiFolder: undefined,
      demoPeople: [],
      sandbox: true,
      logLevel: 'silent',
    },
    log,
    execute: executeOn(log),
    read: unused('read'),
    tokens: {
      issue: async (acting) => ({ token: tokenOf(acting), expiresIn: 1800 }),
      verify: async (token) => opened('person', token),
      issueTicket: async (ticket) => ticketOf(ticket),
      verifyTicket: async (token) => opened('ticket', token),
    },
    credentials: testVault().credentials,
    families: {
      open: unused('families.open'),
      current: unused('families.current'),
      rotate: unused('families.rotate'),
      revoke: unused('families.revoke'),
      revokeOfPartner: unused('families.revokeOfPartner'),
      revokeOfUser: unused('families.revokeOfUser'),
      isOpen: async () => true,
    },
    throttle: { waitFor: async () => undefined, failed: async () => [], succeeded: async () => {} },
    operations: {
      projections: async () => [],
      rebuild: unused('operations.rebuild'),
      gateways: async () => [],
      parked: async () => [],
      replayParked: async () => 0,
    },
    head: async () => '0',
    links: { find: async () => undefined, forget: () => {} },
    clicks: { record: unused('clicks.record') },
    bitrix24: {
      endpointOf: (tenantId) => `${tenantId}${hex(tenantId).slice(0, 32)}`,
      tenantOf: (endpoint) => (endpoint === `${endpoint.slice(0, 32)}${hex(endpoint.slice(0, 32)).slice(0, 32)}` ? endpoint.slice(0, 32) : undefined),
      isToken: async () => false,
      keepSecrets: unused('bitrix24.keepSecrets'),
      hasToken: async () => false,
      heard: async () => {},
      health: unused('bitrix24.health'),
      call: unused('bitrix24.call'),
    },
    sandboxBitrix24: undefined,
    onChange: () => () => {},
    notReady: async () => [],
    caughtLetters: async () => [],
    ...changes,
  }
}

const sealed = (kind: string, value: unknown) => `${kind}.${Buffer.from(JSON.stringify(value)).toString('base64url')}`
const opened = (kind: string, token: string) =>
  token.startsWith(`${kind}.`) ? JSON.parse(Buffer.from(token.slice(kind.length + 1), 'base64url').toString()) : undefined

export const tokenOf = (acting: Acting) => sealed('person', acting)
export const ticketOf = (ticket: Ticket) => sealed('ticket', ticket)

type Someone = Pick<Acting, 'tenantId' | 'role'> & { readonly partnerId?: string; readonly userId?: string }

/** Headers of a person who acts as told, with a family and a token of their own, on whatever ports there are. */
export const signedIn = async (deps: Pick<HttpDeps, 'families' | 'tokens' | 'newId'>, { userId = deps.newId(), ...someone }: Someone) => {
  const acting = { ...someone, slug: 'test', partnerId: someone.partnerId }
  const familyId = deps.newId()
  await deps.families.open({ familyId, userId, acting })
  const { token } = await deps.tokens.issue({ ...acting, userId, familyId })
  return { authorization: `Bearer ${token}` }
}
