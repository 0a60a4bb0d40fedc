import { randomUUID } from 'node:crypto'
import { EventStoreDBClient, type JSONEventType, jsonEvent } from '@eventstore/db-client'

export type Noted = JSONEventType<'notes.Noted', { n: number }>

/** A client of a server on this machine, as any application would make one. */
export const clientOf = (port: number): EventStoreDBClient => EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`)

export const noted = (n: number, id: string = randomUUID()) => jsonEvent<Noted>({ id, type: 'notes.Noted', data: { n } })

export const newStream = (category = 'notes'): string => `${category}-${randomUUID().replaceAll('-', '')}`
