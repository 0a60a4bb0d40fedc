import { AccessDeniedError, type EventStoreDBClient } from '@eventstore/db-client'
import { headOf } from '../client/index.ts'
import { instancesOf } from './calls.ts'
import { reasonOf } from './reason.ts'
import { MigrationRefused } from './survey.ts'

const cureOf = (error: unknown, reason: string): string => {
  if (error instanceof AccessDeniedError) return 'put a name and password that it knows into its address, esdb://name:password@host:2113'
  if (/certificate|version number|failed to connect/i.test(reason))
    return 'see that tls=true or tls=false in its address is what it speaks, and that tlsCAFile names its authority'
  return 'start it, or correct its address'
}

/**
 * The ids of that side's servers. Before anything else is done it answers, and lets its log be read.
 * @throws MigrationRefused
 */
export const reach = async (side: 'source' | 'target', client: EventStoreDBClient): Promise<readonly string[]> => {
  try {
    const instances = await instancesOf(client)
    await headOf(client)
    return instances
  } catch (error) {
    const reason = reasonOf(error)
    throw new MigrationRefused(`the ${side} cannot be read (${reason}): ${cureOf(error, reason)}`, { cause: error })
  }
}
