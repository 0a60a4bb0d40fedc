import type { ContractServer } from './servers.ts'

type Named = Pick<ContractServer, 'name'>
/** The part of a finished test file that the summary reads. */
type Ran = { readonly children: { allTests(): Iterable<{ readonly fullName: string; result(): { readonly state: string } }> } }

const lineOf = ({ name }: Named, modules: readonly Ran[]): string => {
  const states = modules.flatMap(({ children }) =>
    [...children.allTests()].filter(({ fullName }) => fullName.includes(`, on ${name}`)).map((test) => test.result().state),
  )
  const passed = states.filter((state) => state === 'passed').length
  return `contract of the event store · ${name} · ${passed} of ${states.length} kept`
}

/** A line a server, for the end of the run. One that nobody named was not asked, and that is said too. */
export const summaryOf = (servers: readonly ContractServer[], modules: readonly Ran[]): readonly string[] => [
  ...servers.map((server) => lineOf(server, modules)),
  ...(servers.some(({ url }) => url) ? [] : ['contract of the event store · EventStoreDB · not run (KONTOR_TEST_EVENTSTORE_URL names no server)']),
]
