import { binaryEvent, type EventStoreDBClient, NO_STREAM, type ResolvedEvent, streamNameFilter } from '@eventstore/db-client'
import { expect, it } from 'vitest'
import { newStream } from '../server/testing.ts'
import { contract } from './servers.ts'
import { notes, placed } from './testing.ts'

const linkTo = (revision: number, stream: string) => binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${stream}`) })

/** Which event came, and through which link. */
const shown = ({ event, link }: ResolvedEvent) => [event && `${event.revision}@${event.streamId}`, link && `${link.revision}@${link.streamId}`]

/** A stream of the notes 0 to 2, and one with links to the last and the first of them and to one that is not there. */
const given = async (client: EventStoreDBClient) => {
  const [target, links] = [newStream(), newStream('links')]
  await client.appendToStream(target, notes(3), { expectedRevision: NO_STREAM })
  const data = [linkTo(2, target), linkTo(0, target), linkTo(7, target), linkTo(0, newStream())]
  const { position } = await client.appendToStream(links, data[0] ?? [], { expectedRevision: NO_STREAM })
  await client.appendToStream(links, data.slice(1), { expectedRevision: 0n })
  return { target, links, position: placed(position) }
}

contract('a link', (client) => {
  it('is an event like others for those who do not ask for more', async () => {
    const { target, links } = await given(client())
    const read = await Array.fromAsync(client().readStream(links))
    expect(read.map(shown)).toEqual([0, 1, 2, 3].map((n) => [`${n}@${links}`, undefined]))
    expect(Buffer.from(read[0]?.event?.data as Uint8Array).toString()).toBe(`2@${target}`)
  })

  it('is resolved for those who ask; one that leads nowhere comes alone', async () => {
    const { target, links } = await given(client())
    const read = await Array.fromAsync(client().readStream(links, { resolveLinkTos: true }))
    expect(read.map(shown)).toEqual([
      [`2@${target}`, `0@${links}`],
      [`0@${target}`, `1@${links}`],
      [undefined, `2@${links}`],
      [undefined, `3@${links}`],
    ])
    expect(read[0]?.event).toMatchObject({ type: 'notes.Noted', data: { n: 2 } })
    expect(read[0]?.commitPosition).toBe(read[0]?.link?.position?.commit)
  })

  it('is resolved backwards, and in the whole log, as well', async () => {
    const { target, links, position } = await given(client())
    const back = await Array.fromAsync(client().readStream(links, { resolveLinkTos: true, direction: 'backwards', fromRevision: 1n }))
    expect(back.map(shown)).toEqual([
      [`0@${target}`, `1@${links}`],
      [`2@${target}`, `0@${links}`],
    ])
    const [first] = await Array.fromAsync(client().readAll({ fromPosition: position, maxCount: 1, resolveLinkTos: true }))
    expect(first && shown(first)).toEqual([`2@${target}`, `0@${links}`])
  })

  it('that names no revision is an event like others, and one that names no stream leads nowhere', async () => {
    const { target } = await given(client())
    const links = newStream('links')
    const as = async (text: string) => {
      await client().appendToStream(links, binaryEvent({ type: '$>', data: Buffer.from(text) }), { expectedRevision: 'any' })
      const [read] = await Array.fromAsync(
        client().readStream(links, { resolveLinkTos: true, direction: 'backwards', fromRevision: 'end', maxCount: 1 }),
      )
      if (!read) return undefined
      if (read.event?.type === '$>') return read.link ? undefined : 'an event'
      return read.event ? `${read.event.revision}` : 'nothing'
    }
    for (const text of ['', '@', `@${target}`, target, `one@${target}`, `1.0@${target}`, `1e0@${target}`, `99999999999999999999@${target}`])
      expect([text, await as(text)]).toEqual([text, 'an event'])
    for (const text of ['1', '1@', `1@${target}@`, `-5@${target}`, `9223372036854775807@${target}`, `9007199254740993@${target}`, '1@with\0nul'])
      expect([text, await as(text)]).toEqual([text, 'nothing'])
    for (const text of [`1@${target}`, ` 1@${target}`, `1 @${target}`, `+1@${target}`, `001@${target}`])
      expect([text, await as(text)]).toEqual([text, '1'])
  })

  it('leads to what readers may see only', async () => {
    const { target, links } = await given(client())
    const resolved = async () => (await Array.fromAsync(client().readStream(links, { resolveLinkTos: true }))).map(shown).map(([event]) => event)
    await client().setStreamMetadata(target, { truncateBefore: 1 }, { expectedRevision: NO_STREAM })
    expect(await resolved()).toEqual([`2@${target}`, undefined, undefined, undefined])
    await client().deleteStream(target, { expectedRevision: 2n })
    expect(await resolved()).toEqual([undefined, undefined, undefined, undefined])
    await client().tombstoneStream(target, { expectedRevision: 2n })
    expect(await resolved()).toEqual([undefined, undefined, undefined, undefined])
  })

  it('is resolved for subscribers of its stream and of everything, from the past as from the present', async () => {
    const { target, links, position } = await given(client())
    const filter = streamNameFilter({ prefixes: [links] })
    const hear = async (subscription: AsyncIterable<ResolvedEvent>) => {
      const heard: unknown[] = []
      for await (const event of subscription) {
        heard.push(shown(event))
        if (heard.length === 4) break
      }
      return heard
    }
    const hearing = [
      hear(client().subscribeToStream(links, { fromRevision: 0n, resolveLinkTos: true })),
      hear(client().subscribeToAll({ fromPosition: position, filter, resolveLinkTos: true })),
    ]
    await client().appendToStream(links, linkTo(1, target), { expectedRevision: 3n })
    for (const heard of await Promise.all(hearing)) {
      expect(heard).toEqual([
        [`0@${target}`, `1@${links}`],
        [undefined, `2@${links}`],
        [undefined, `3@${links}`],
        [`1@${target}`, `4@${links}`],
      ])
    }
  })
})
