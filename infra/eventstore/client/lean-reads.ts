import type { CallOptions, Metadata } from '@grpc/grpc-js'
import { encodeReadRequest, type ReadReq, readPath, StreamsClient } from '../server/protocol/definitions.ts'
import { readAnswer } from './answers/read-answer.ts'

/** Lets every read and subscription of this process decode what it is sent by `readAnswer` in place of the generated decoder. For the client's version 6.2.1 exactly. */
export const readLean = (): void => {
  Object.assign(StreamsClient.prototype, {
    read(this: InstanceType<typeof StreamsClient>, request: ReadReq, metadata: Metadata, options: CallOptions) {
      return this.makeServerStreamRequest(readPath, encodeReadRequest, readAnswer, request, metadata, options)
    },
  })
}
