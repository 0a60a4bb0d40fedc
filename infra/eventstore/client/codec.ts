import { type Definition, erased, type Message, personalFields, type StoredEvent, upcast } from '@kontor/core/kernel'
import { z } from 'zod'
import { fromMetadata, type StoredMetadata, toMetadata } from './metadata.ts'
import { fieldOpener, sealFields } from './sealed-fields.ts'

/** Keys a person, by tenant and id (infra/postgres/person-keys). */
export type Keys = {
  readonly forWriting: (tenantId: string, personId: string) => Promise<Buffer>
  readonly forReading: (ids: readonly { tenantId: string; personId: string }[]) => Promise<ReadonlyMap<string, Buffer>>
}

/** What the store gives back, before it means anything. Ids carry no dashes on our side. */
export type RawEvent = {
  readonly id: string
  readonly stream: string
  readonly revision: bigint
  readonly position: string
  readonly type: string
  readonly data: Record<string, unknown>
  readonly metadata: StoredMetadata
}

export type Codec = {
  readonly types: ReadonlyMap<string, Definition>
  /** Checked by the event's schema, money to text, personal fields encrypted. Raises ZodError and Refused `person.erased`. */
  readonly seal: (stream: string, id: string, event: Message) => Promise<{ data: Record<string, unknown>; metadata: StoredMetadata }>
  /** Personal fields decrypted as they are read, or `erased` where the key is gone by now; lifted to the present schema version. */
  readonly open: (events: readonly RawEvent[]) => Promise<readonly StoredEvent[]>
  /** From stored form to the form deciders fold. */
  readonly decode: (event: StoredEvent) => StoredEvent
}

const keyName = (tenantId: string, personId: string) => `${tenantId}.${personId}`

/** Who is in these events, each once: a click names one subject four times. */
const subjectsOf = (events: readonly RawEvent[]) => {
  const subjects = new Map<string, { readonly tenantId: string; readonly personId: string }>()
  for (const { metadata } of events) {
    const { tenantId, personal } = metadata
    for (const personId of new Set(Object.values(personal ?? {}))) subjects.set(keyName(tenantId, personId), { tenantId, personId })
  }
  return [...subjects.values()]
}

/** Decrypted when it is first looked at: of the four personal fields of a click its views read one, and most readers none. */
const openWhenRead = (data: Record<string, unknown>, field: string, open: () => string) => {
  const always = { enumerable: true, configurable: true }
  const get = () => {
    const value = open()
    Object.defineProperty(data, field, { ...always, value, writable: true })
    return value
  }
  Object.defineProperty(data, field, { ...always, get })
}

/** The one place where personal data is encrypted on its way into the log and decrypted on its way out (design.md §4). */
export const eventCodec = (definitions: readonly Definition[], keys: Keys): Codec => {
  const types = new Map(definitions.map((definition) => [definition.type, definition]))
  const personalOf = new Map(definitions.map(({ type, schema }) => [type, personalFields(schema)]))
  const definitionOf = (type: string) => {
    const definition = types.get(type)
    if (!definition) throw new Error(`the log holds ${type}, which this version of Kontor does not know`)
    return definition
  }

  const seal: Codec['seal'] = async (stream, id, event) => {
    const definition = definitionOf(event.type)
    const data = { ...(z.encode(definition.schema, event.data as never) as Record<string, unknown>) }
    const personal: Record<string, string> = {}
    const texts = new Map<string, Record<string, string>>()
    for (const { field, subject } of personalOf.get(event.type) ?? []) {
      const text = data[field]
      if (typeof text !== 'string') continue
      const personId = String(data[subject])
      personal[field] = personId
      texts.set(personId, { ...texts.get(personId), [field]: text })
    }
    for (const [personId, theirs] of texts) {
      const key = await keys.forWriting(event.meta.tenantId, personId)
      Object.assign(data, sealFields(key, { stream, eventId: id }, theirs))
    }
    return { data, metadata: toMetadata(event.meta, personal) }
  }

  const open: Codec['open'] = async (events) => {
    const subjects = subjectsOf(events)
    const found = subjects.length > 0 ? await keys.forReading(subjects) : new Map<string, Buffer>()
    return events.map((raw) => openOne(raw, found))
  }

  const openOne = ({ metadata, data, ...place }: RawEvent, found: ReadonlyMap<string, Buffer>): StoredEvent => {
    const plain = { ...data }
    const { tenantId, personal = {} } = metadata
    const open = fieldOpener({ stream: place.stream, eventId: place.id }, data, personal)
    for (const [field, personId] of Object.entries(personal)) {
      const key = found.get(keyName(tenantId, personId))
      if (key) openWhenRead(plain, field, () => open(key, field))
      else plain[field] = erased
    }
    const meta = fromMetadata(metadata)
    const definition = types.get(place.type)
    if (!definition) return { ...place, data: plain, meta }
    return { ...place, data: upcast(definition, plain, meta.schemaVersion) as Record<string, unknown>, meta }
  }

  const decode: Codec['decode'] = (event) => {
    const definition = definitionOf(event.type)
    return { ...event, data: z.decode(definition.schema, event.data as never) as Record<string, unknown> }
  }

  return { types, seal, open, decode }
}
