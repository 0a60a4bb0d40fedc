const where = 'the address in KONTOR_STORE_POSTGRES or --postgres'

const unbelieved = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID']

const same = (codes: readonly string[], cure: string) => Object.fromEntries(codes.map((code) => [code, cure]))

/** By the codes of Node and of Postgres. */
const cures: Readonly<Record<string, string>> = {
  ...same(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'], `start it, or correct ${where}`),
  ...same(['ENOTFOUND', 'EAI_AGAIN'], `correct its host in ${where}`),
  ...same(unbelieved, `name its authority by sslrootcert, and the host that its certificate names, in ${where}`),
  ...same(['28P01', '28000'], `correct the name and the password in ${where}`),
  '3D000': `create that database, or correct ${where}`,
  '42501': 'grant its user what is missing; the first start creates the schema and its tables',
  '25006': `name a Postgres that may be written in ${where}`,
  '53300': 'raise its max_connections, or end other sessions; the event store needs six',
  '57P03': 'wait until it has started',
}

/** What the driver says without a code. */
const said: readonly (readonly [RegExp, string])[] = [
  [/^SASL/, `put the password into ${where}`],
  [/^The server does not support SSL/, `correct sslmode in ${where}`],
  [/^timeout expired|^Connection terminated/, `start it, or correct ${where}`],
]

/** Connecting to a host with several addresses fails with several errors and no message of its own. */
const firstOf = (error: unknown): Error & { readonly code?: string } => {
  const [first] = error instanceof AggregateError ? error.errors : [error]
  return first instanceof Error ? first : new Error(String(first))
}

/** The failure of a start as a person can use it, in one line: when it comes from the database it says so, and what to do. */
export const databaseFailure = (error: unknown): Error => {
  const { code = '', message } = firstOf(error)
  const cure = cures[code] ?? said.find(([words]) => words.test(message))?.[1]
  return cure ? new Error(`The database cannot be used (${message}): ${cure}.`, { cause: error }) : firstOf(error)
}
