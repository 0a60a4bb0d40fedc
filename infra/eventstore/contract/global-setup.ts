import type { EventStoreDBClient } from '@eventstore/db-client'
import type { TestProject } from 'vitest/node'
import { withSession } from '../../postgres/session.ts'
import { startEventStoreServer } from '../server/index.ts'
import { clientOf } from '../server/testing.ts'
import type { ContractServer } from './servers.ts'
import { summaryOf } from './summary.ts'
import { clientAt } from './testing.ts'

/** What a server calls its version. The client knows it and shows it to its heirs only, hence the brackets. */
const versionOf = async (client: EventStoreDBClient): Promise<string> => {
  const { serverVersion } = await client['capabilities']
  await client.dispose()
  return serverVersion
}

const ours = async (superuserUrl: string): Promise<ContractServer> => {
  const schema = 'kontor_contract_version'
  const server = await startEventStoreServer({ connectionString: superuserUrl, schema, host: '127.0.0.1', port: 0, createSchema: true })
  const version = await versionOf(clientOf(server.port))
  await server.close()
  await withSession(superuserUrl, (session) => session.query(`drop schema ${schema} cascade`))
  return { name: `embedded ${version}` }
}

const real = async (url: string): Promise<ContractServer> => ({ name: `EventStoreDB ${await versionOf(clientAt(url))}`, url })

/**
 * Names the servers before the first contract and tells at the end how many ran on which. A server of the vendor's takes part when
 * KONTOR_TEST_EVENTSTORE_URL holds its connection string (esdb://…); the run leaves streams with random names in it.
 */
export default async (project: TestProject): Promise<() => void> => {
  const given = process.env['KONTOR_TEST_EVENTSTORE_URL']
  const { superuserUrl } = project.getProvidedContext().postgres
  const servers = [await ours(superuserUrl), ...(given ? [await real(given)] : [])]
  project.provide('contractServers', servers)
  return () => void process.stdout.write(`\n${summaryOf(servers, project.vitest.state.getTestModules()).join('\n')}\n`)
}
