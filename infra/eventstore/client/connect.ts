import { EventStoreDBClient } from '@eventstore/db-client'
import { droppingLateAnswers } from './late-answers.ts'
import { callLean } from './lean-calls.ts'
import { handOverPlainBytes } from './plain-bytes.ts'

handOverPlainBytes()
callLean()

/** One client a process: pending appends stand in a map that all clients of the module share (eventstore.md, client facts 2). */
export const connectEventStore = (url: string): EventStoreDBClient => droppingLateAnswers(EventStoreDBClient.connectionString(url))

/** The embedded server's address, as the client wants it. */
export const embeddedUrl = (port: number) => `esdb://127.0.0.1:${port}?tls=false&keepAliveInterval=10000&keepAliveTimeout=5000`
