import type { EventStoreDBClient } from '@eventstore/db-client'
import { catchUp } from './catch-up.ts'
import type { Command } from './commands.ts'
import { follow, followAll, settle } from './follows.ts'
import { readAll, readLinks, readOne } from './reads.ts'
import { openWorld, type World } from './world.ts'
import { appendSome, end, link, repeat, setLimits } from './writes.ts'

/** Does it to the store and to the model, and compares what they say. */
const perform = (world: World, command: Command): Promise<void> => {
  switch (command.kind) {
    case 'append':
      return appendSome(world, command)
    case 'repeat':
      return repeat(world, command)
    case 'link':
      return link(world, command)
    case 'limit':
      return setLimits(world, command)
    case 'delete':
    case 'tombstone':
      return end(world, command)
    case 'read':
      return readOne(world, command)
    case 'read links':
      return readLinks(world, command)
    case 'read all':
      return readAll(world, command)
    case 'catch up':
      return catchUp(world, command)
    case 'follow':
      return follow(world, command)
    case 'follow all':
      return followAll(world)
  }
}

/** One sequence on streams of its own, one command after the other. @throws when the store and the model differ. */
export const runSequence = async (client: EventStoreDBClient, prefix: string, commands: readonly Command[]): Promise<void> => {
  const world = await openWorld(client, prefix)
  try {
    for (const command of commands) await perform(world, command)
    await settle(world)
  } finally {
    for (const { close } of world.followers) await close()
  }
}
