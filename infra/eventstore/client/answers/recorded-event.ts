import { bytes, message, skip, type Take, text, uint64 } from '../../server/protocol/protobuf.ts'

type Structured = { most: number | bigint; least: number | bigint }
type Id = { text: string; structured: Structured | undefined }
type Name = { bytes: Buffer }

/** A `ReadResp.ReadEvent.RecordedEvent`. What is absent has the value that protobuf gives it, except for messages. */
export type RecordedEvent = {
  id: Id | undefined
  stream: Name | undefined
  revision: number | bigint
  prepare: number | bigint
  commit: number | bigint
  readonly facts: Map<string, string>
  metadata: Buffer
  data: Buffer
}

const none = Buffer.alloc(0)

export const newRecordedEvent = (): RecordedEvent => ({
  id: undefined,
  stream: undefined,
  revision: 0,
  prepare: 0,
  commit: 0,
  facts: new Map(),
  metadata: none,
  data: none,
})

const takeStructured: Take<Structured> = (half, tag, from) => {
  if (tag === 0x08) half.most = uint64(from)
  else if (tag === 0x10) half.least = uint64(from)
  else skip(tag, from)
}

const takeId: Take<Id> = (id, tag, from) => {
  if (tag === 0x0a) id.structured = message(from, { most: 0, least: 0 }, takeStructured)
  else if (tag === 0x12) {
    id.text = text(from)
    id.structured = undefined
  } else skip(tag, from)
}

const takeName: Take<Name> = (name, tag, from) => {
  if (tag === 0x1a) name.bytes = bytes(from)
  else skip(tag, from)
}

/** A `StreamIdentifier`, whose length stands here. */
export const streamName = (from: Parameters<typeof bytes>[0]): Name => message(from, { bytes: none }, takeName)

const takeFact: Take<{ key: string; value: string }> = (fact, tag, from) => {
  if (tag === 0x0a) fact.key = text(from)
  else if (tag === 0x12) fact.value = text(from)
  else skip(tag, from)
}

/** Each tag is the number of a field times 8 and its type on the wire. */
export const takeRecordedEvent: Take<RecordedEvent> = (event, tag, from) => {
  switch (tag) {
    case 0x0a:
      event.id = message(from, { text: '', structured: undefined }, takeId)
      break
    case 0x12:
      event.stream = streamName(from)
      break
    case 0x18:
      event.revision = uint64(from)
      break
    case 0x20:
      event.prepare = uint64(from)
      break
    case 0x28:
      event.commit = uint64(from)
      break
    case 0x32: {
      const { key, value } = message(from, { key: '', value: '' }, takeFact)
      event.facts.set(key, value)
      break
    }
    case 0x3a:
      event.metadata = bytes(from)
      break
    case 0x42:
      event.data = bytes(from)
      break
    default:
      skip(tag, from)
  }
}

/** The same as the client asks for it. Bytes that its caller may get to see are copies, so that they are no Buffer and hold no memory but their own. */
export const asRecordedEvent = (event: RecordedEvent) => ({
  getMetadataMap: () => event.facts,
  hasStreamIdentifier: () => event.stream !== undefined,
  getStreamIdentifier: () => asStreamIdentifier(event.stream),
  hasId: () => event.id !== undefined,
  getId: () => event.id && asId(event.id),
  getStreamRevision: () => event.revision,
  getPreparePosition: () => event.prepare,
  getCommitPosition: () => event.commit,
  getCustomMetadata_asU8: () => new Uint8Array(event.metadata),
  getData: () => event.data,
  getData_asU8: () => new Uint8Array(event.data),
})

export const asStreamIdentifier = (name: Name | undefined) => {
  const copied = () => new Uint8Array(name?.bytes ?? none)
  return name && { getStreamName: copied, getStreamName_asU8: copied }
}

const asId = ({ text: string, structured }: Id) => ({
  hasStructured: () => structured !== undefined,
  getStructured: () => structured && { getMostSignificantBits: () => structured.most, getLeastSignificantBits: () => structured.least },
  getString: () => string,
})
