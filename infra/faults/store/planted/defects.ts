import type { Fault } from '../verify.ts'

/** A change of the server's text; `from` must be there, word for word. `file` lies below infra/eventstore/server. */
type Change = { readonly file: string; readonly from: string; readonly to: string }

/** A mistake that somebody could make, and what it must be found out by. */
export type Defect = { readonly victim: 'store' | 'postgres'; readonly foundAs: Fault; readonly changes: readonly Change[] }

const insert = '    if (plan.events.length > 0) await current.insert(plan)\n'
const publish = '      ring.push(plan.events)\n'
const decided = '    const requests = group.map(({ request }) => request)\n'
const remembered = '  let marked = false\n'
const lock = 'const { rows } = await client.query<{ locked: boolean }>('

const lockElsewhere: Change = {
  file: 'write/session.ts',
  from: lock,
  to: `const { host, port, user, password, database } = client
  const other = new pg.Client({ host, port, user, password, database })
  other.on('error', () => {})
  client.once('end', () => other.end())
  await other.connect()
  ${lock.replace('client', 'other')}`,
}

/** Naive variants of the store (reliability.md §2.5; 1, 2 and 10 there), each of which must turn the suite red. */
export const defects: Readonly<Record<string, Defect>> = {
  // The end of the log moves when positions are given, and readers ask for what lies behind their last: what commits later is never seen.
  'reader-of-positions': {
    victim: 'store',
    foundAs: 'misheard',
    changes: [
      { file: 'write/writer.ts', from: insert, to: `    if (plan.events.length > 0) ring.reset(plan.events.at(-1).position)\n${insert}` },
      { file: 'write/writer.ts', from: publish, to: '' },
    ],
  },
  'published-before-commit': {
    victim: 'postgres',
    foundAs: 'misheard',
    changes: [
      { file: 'write/writer.ts', from: publish, to: '' },
      { file: 'write/writer.ts', from: insert, to: `${publish}${insert}` },
    ],
  },
  'acknowledged-before-commit': {
    victim: 'postgres',
    foundAs: 'lost',
    changes: [
      { file: 'write/writer.ts', from: remembered, to: `${remembered}  let tell\n` },
      {
        file: 'write/writer.ts',
        from: decided,
        to: `${decided}    tell = ({ answers }) => answers.forEach((answer, index) => group[index].answer(answer))\n`,
      },
      { file: 'write/writer.ts', from: insert, to: `    tell(plan)\n${insert}` },
    ],
  },
  // The store refuses such a Postgres, so the refusal goes with the setting. A kill of the whole tree then loses what lay in its shared memory.
  'asynchronous-commit': {
    victim: 'postgres',
    foundAs: 'lost',
    changes: [{ file: 'write/session.ts', from: 'await refuseWhenNotDurable(client)', to: `await client.query('set synchronous_commit = off')` }],
  },
  // A repeat is only known as one by what stands in the log; the memory that also knew is gone with the process.
  'ids-not-looked-up': {
    victim: 'store',
    foundAs: 'answered otherwise',
    changes: [{ file: 'write/group.ts', from: 'if (places.length > 0) {', to: 'if (places.length < 0) {' }],
  },
  'repeats-written-again': {
    victim: 'store',
    foundAs: 'doubled',
    changes: [
      { file: 'write/decide.ts', from: `return last ? { kind: 'repeated', last } : wrongVersion`, to: 'return last ? append : wrongVersion' },
    ],
  },
  // Positions are given without the lock: it is another session's, and free while the statement of a killed predecessor still runs.
  'lock-in-another-session': { victim: 'store', foundAs: 'doubled', changes: [lockElsewhere] },
  // The same, and the keys of the tables, which catch it by themselves, are gone too.
  'lock-in-another-session-and-no-keys': {
    victim: 'store',
    foundAs: 'doubled',
    changes: [
      lockElsewhere,
      { file: 'schema.ts', from: 'position bigint primary key', to: 'position bigint' },
      { file: 'schema.ts', from: ',\n  unique (stream_id, revision)', to: '' },
    ],
  },
}
