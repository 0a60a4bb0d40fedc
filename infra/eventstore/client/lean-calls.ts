import type { CallOptions, Metadata } from '@grpc/grpc-js'
import { type ReadReq, StreamsClient, streamsMethods } from '../server/protocol/definitions.ts'
import { readAnswer } from './answers/read-answer.ts'
import { appendRequest } from './append-request.ts'
import { readingWidely, writingEagerly } from './eager-writes.ts'

type Client = InstanceType<typeof StreamsClient>

const { read, batchAppend } = streamsMethods

/**
 * Lets the clients of this process code by hand what goes over the wire for each event: reads, subscriptions and appends. The generated classes take several times
 * as long (docs/performance.md). For the client's version 6.2.1 exactly.
 */
export const callLean = (): void => {
  Object.assign(StreamsClient.prototype, {
    read(this: Client, request: ReadReq, metadata: Metadata, options: CallOptions) {
      return readingWidely(this.makeServerStreamRequest(read.path, read.requestSerialize, readAnswer, request, metadata, options))
    },
    batchAppend(this: Client, metadata: Metadata, options: CallOptions) {
      return writingEagerly(this.makeBidiStreamRequest(batchAppend.path, appendRequest, batchAppend.responseDeserialize, metadata, options))
    },
  })
}
