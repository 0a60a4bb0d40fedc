import { StreamDeletedError, streamNameFilter } from '@eventstore/db-client'
import { expect } from 'vitest'
import type { Command } from './commands.ts'
import { listen } from './listen.ts'
import { isDead, metaOf, read } from './model.ts'
import { expectRising, inOrder, seen, streamAt, told, type World } from './world.ts'

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>

/** From what there is to what comes: the subscriber stays until the sequence is over, or until the stream has ended for ever. */
export const follow = async (world: World, { stream }: Of<'follow'>): Promise<void> => {
  const name = streamAt(world, stream)
  if (isDead(world.model, name)) return
  const past = read(world.model, { stream: name, from: 'start', backwards: false, count: 1_000 })
  const already = world.model.log.length
  const heard = await listen(world.client.subscribeToStream(name))
  const check = async (): Promise<void> => {
    const later = world.model.log.slice(already).filter((event) => event.stream === name && Number.isFinite(event.revision))
    const expected = [...(typeof past === 'string' ? [] : past), ...later].map(told)
    const enough = heard.until((count) => !isDead(world.model, name) && count >= expected.length)
    if (isDead(world.model, name)) await expect(enough, `the end of ${name}`).rejects.toBeInstanceOf(StreamDeletedError)
    else await enough
    expect(seen(world, heard.events), `followers of ${name}`).toEqual(expected)
  }
  world.followers.push({ check, close: heard.close })
}

/** Everything of the sequence from its first event on, metadata included. */
export const followAll = async (world: World): Promise<void> => {
  const filter = streamNameFilter({ prefixes: [world.prefix, metaOf(world.prefix)] })
  const heard = await listen(world.client.subscribeToAll({ fromPosition: world.since, filter }))
  const check = async (): Promise<void> => {
    const expected = world.model.log.slice(1).map(told)
    await heard.until((count) => count >= expected.length)
    expectRising(heard.events)
    expect(inOrder(seen(world, heard.events)), 'followers of everything').toEqual(inOrder(expected))
  }
  world.followers.push({ check, close: heard.close })
}

/** Lets the followers have what is on its way, and looks at all of the sequence once more from its beginning. */
export const settle = async (world: World): Promise<void> => {
  await followAll(world)
  for (const { check } of world.followers) await check()
}
