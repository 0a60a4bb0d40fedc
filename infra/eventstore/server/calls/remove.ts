import type { ServerUnaryCall, ServiceError, sendUnaryData } from '@grpc/grpc-js'
import { InvalidRequest } from '../errors.ts'
import type { AppendAnswer, DeleteRequest } from '../events.ts'
import { isMetastream } from '../metadata.ts'
import { toTarget } from '../protocol/decode-append.ts'
import type { DeleteReq, TombstoneReq } from '../protocol/definitions.ts'
import { encodeDeleted } from '../protocol/encode-append.ts'
import type { StoreContext } from './context.ts'
import { statusOf, streamDeleted, tooLate, unavailable, wrongVersion } from './status.ts'

type Call = ServerUnaryCall<DeleteReq | TombstoneReq, Buffer>

const reply = (request: DeleteRequest, answer: AppendAnswer): Buffer | ServiceError => {
  switch (answer.kind) {
    case 'appended':
      return encodeDeleted(answer.position ?? 0)
    case 'wrong-version':
      return wrongVersion(request, answer.current)
    case 'stream-deleted':
      return streamDeleted(request.stream)
    case 'too-late':
      return tooLate()
    case 'unavailable':
      return unavailable(answer.reason)
  }
}

const toDeletion = (call: Call, remove: DeleteRequest['remove']): DeleteRequest => {
  const options = call.request.getOptions()
  if (!options) throw new InvalidRequest('A deletion must name a stream')
  const target = toTarget(options, Number(call.getDeadline()))
  if (isMetastream(target.stream)) throw new InvalidRequest('Metadata are not deleted: they go with their stream')
  return { ...target, remove }
}

/** `Delete` hides a stream until somebody writes to it again, `Tombstone` ends it. */
export const remove =
  ({ writer }: StoreContext, how: DeleteRequest['remove']) =>
  (call: Call, callback: sendUnaryData<Buffer>): void => {
    const done = (told: Buffer | ServiceError): void => (told instanceof Error ? callback(told) : callback(null, told))
    try {
      const request = toDeletion(call, how)
      writer.write(request, (answer) => done(reply(request, answer)))
    } catch (error) {
      done(statusOf(error))
    }
  }
