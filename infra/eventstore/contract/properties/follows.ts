import { StreamDeletedError, streamNameFilter } from '@eventstore/db-client'
import { expect } from 'vitest'
import type { Command } from './commands.ts'
import { listen } from './listen.ts'
import { isDead, lastOf, limitsOf, metaOf, read } from './model.ts'
import { expectRising, inOrder, seen, streamAt, told, type World } from './world.ts'

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>

/** From what there is to what comes: the subscriber stays until the sequence is over, or until the stream has ended for ever. */
export const follow = async (world: World, { stream }: Of<'follow'>): Promise<void> => {
  const name = streamAt(world, stream)
  // Whether a follower is told what will be written below a `$tb` beyond the end is nowhere promised.
  const { $tb = 0 } = limitsOf(world.model, name)
  if (isDead(world.model, name) || (Number.isFinite($tb) && $tb > lastOf(world.model, name) + 1)) return
  const past = read(world.model, { stream: name, from: 'start', backwards: false, count: 1_000 })
  const already = world.model.log.length
  const heard = await listen(world.client.subscribeToStream(name))
  world.followers.push(async () => {
    const later = world.model.log.slice(already).filter((event) => event.stream === name && Number.isFinite(event.revision))
    const expected = [...(typeof past === 'string' ? [] : past), ...later].map(told)
    if (isDead(world.model, name))
      await expect(
        heard.until(() => false),
        `the end of ${name}`,
      ).rejects.toBeInstanceOf(StreamDeletedError)
    else await heard.until((count) => count >= expected.length)
    await heard.close()
    expect(seen(world, heard.events), `followers of ${name}`).toEqual(expected)
  })
}

/** Everything of the sequence from its first event on, metadata included. */
export const followAll = async (world: World): Promise<void> => {
  const filter = streamNameFilter({ prefixes: [world.prefix, metaOf(world.prefix)] })
  const heard = await listen(world.client.subscribeToAll({ fromPosition: world.since, filter }))
  world.followers.push(async () => {
    const expected = world.model.log.slice(1).map(told)
    await heard.until((count) => count >= expected.length)
    await heard.close()
    expectRising(heard.events)
    expect(inOrder(seen(world, heard.events)), 'followers of everything').toEqual(inOrder(expected))
  })
}

/** Lets the followers have what is on its way, and looks at all of the sequence once more from its beginning. */
export const settle = async (world: World): Promise<void> => {
  await followAll(world)
  for (const check of world.followers) await check()
}
