import { type EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client'
import { newId } from '../../secrets/index.ts'
import { withDashes } from '../client/raw-event.ts'

const body = { partnerId: newId(), reason: 'measured', note: 'x'.repeat(200) }

/** What every append of the benchmarks writes, and what the limit beside it inserts. */
export const bodyBytes: Buffer = Buffer.from(JSON.stringify(body))

export const eventId = (): string => withDashes(newId())

export const oneEvent = () => jsonEvent({ id: eventId(), type: 'bench.Measured', data: body })

/** An append of one event to a stream of its own, at its exact revision. */
export const appendOne = (client: EventStoreDBClient) => client.appendToStream(`bench-${newId()}`, oneEvent(), { expectedRevision: NO_STREAM })

/** One with metadata of the size and shape that Kontor's have. */
export const eventWithMetadata = () => {
  const commandId = newId()
  const ids = { tenantId: newId(), actor: { kind: 'user', id: newId() }, commandId, $correlationId: commandId, $causationId: commandId }
  const times = { occurredAt: '2026-11-21T12:00:00.000Z', recordedAt: '2026-11-21T12:00:00.000Z' }
  return jsonEvent({ ...oneEvent(), metadata: { ...ids, ...times, source: 'http', schemaVersion: 1 } })
}
