import { type BatchAppendReq, streamsMethods } from '../server/protocol/definitions.ts'
import { encode, type Wire } from '../server/protocol/wire.ts'

const { requestSerialize: generated } = streamsMethods.batchAppend

const fixedPart = 512
/** The heads of an event's fields, its id and its content type. */
const overhead = 192

type Options = BatchAppendReq.Options

/** A double holds it exactly, and it is not negative. */
const isPlain = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const hasPlainNumbers = (options: Options | undefined): boolean => {
  const deadline = options?.getDeadline()
  return isPlain(Number(options?.getStreamPosition() ?? 0)) && isPlain(deadline?.getSeconds() ?? 0) && isPlain(deadline?.getNanos() ?? 0)
}

const optionsOf = (wire: Wire, options: Options): void => {
  const deadline = options.getDeadline()
  if (deadline)
    wire.message(6, () => {
      wire.number(2, deadline.getNanos())
      wire.number(1, deadline.getSeconds())
    })
  if (options.hasStreamPosition()) wire.number(2, Number(options.getStreamPosition()))
  else if (options.hasNoStream()) wire.message(3)
  else if (options.hasAny()) wire.message(4)
  else if (options.hasStreamExists()) wire.message(5)
  const stream = options.getStreamIdentifier()
  if (stream) wire.message(1, () => wire.bytes(3, stream.getStreamName_asU8()))
}

/** Asking for an absent field as bytes would decode an empty text, which costs as much as all the rest. */
const bytesOf = (value: Uint8Array | string): Uint8Array => (typeof value === 'string' ? Buffer.from(value, 'base64') : value)

const fact = (wire: Wire, key: string, value: string): void =>
  wire.message(2, () => {
    wire.text(2, value)
    wire.text(1, key)
  })

type Event = { readonly id: string; readonly type: string; readonly contentType: string; readonly data: Uint8Array; readonly metadata: Uint8Array }

const eventOf = (proposed: BatchAppendReq.ProposedMessage): Event => {
  const facts = proposed.getMetadataMap()
  return {
    id: proposed.getId()?.getString() ?? '',
    type: facts.get('type') ?? '',
    contentType: facts.get('content-type') ?? '',
    data: bytesOf(proposed.getData()),
    metadata: bytesOf(proposed.getCustomMetadata()),
  }
}

const proposed = (wire: Wire, { id, type, contentType, data, metadata }: Event): void => {
  wire.bytes(4, data)
  wire.bytes(3, metadata)
  fact(wire, 'content-type', contentType)
  fact(wire, 'type', type)
  wire.message(1, () => wire.text(2, id))
}

/** `BatchAppendReq` as the client's batchAppend fills it in (version 6.2.1 exactly: ids as text), for a third of what the generated encoder takes. */
export const appendRequest = (request: BatchAppendReq): Buffer => {
  const options = request.getOptions()
  if (!hasPlainNumbers(options)) return generated(request)
  const events = request.getProposedMessagesList().map(eventOf)
  const stream = options?.getStreamIdentifier()?.getStreamName_asU8().length ?? 0
  const size = events.reduce(
    (total, { type, data, metadata }) => total + overhead + 3 * type.length + data.length + metadata.length,
    fixedPart + stream,
  )
  return encode(size, (wire) => {
    if (request.getIsFinal()) wire.number(4, 1)
    for (const event of events.toReversed()) wire.message(3, () => proposed(wire, event))
    if (options) wire.message(2, () => optionsOf(wire, options))
    wire.message(1, () => wire.text(2, request.getCorrelationId()?.getString() ?? ''))
  })
}
