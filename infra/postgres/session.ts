import pg from 'pg'

/** One connection for the length of `work`, closed whatever happens. A server that goes away fails the query, never the process. */
export const withSession = async <T>(url: string, work: (session: pg.Client) => Promise<T>): Promise<T> => {
  const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  session.on('error', () => {})
  await session.connect()
  try {
    return await work(session)
  } finally {
    await session.end().catch(() => {})
  }
}

/** Runs `work` in one transaction of that session. */
export const inTransaction = async <T>(session: pg.Client, work: () => Promise<T>): Promise<T> => {
  await session.query('begin')
  try {
    const result = await work()
    await session.query('commit')
    return result
  } catch (error) {
    await session.query('rollback').catch(() => {})
    throw error
  }
}

/** As the owner of everything, which only `kontor_migrator` can become: for migrations and rebuild DDL. */
export const asOwner = <T>(migratorUrl: string, work: (session: pg.Client) => Promise<T>): Promise<T> =>
  withSession(migratorUrl, async (session) => {
    await session.query('set role kontor_owner')
    return work(session)
  })
