import { sql } from '../../kernel/index.ts'

type Columns = Readonly<Record<string, 'text' | 'timestamptz' | 'bool'>>
/** A row in the words of the database: each column, and null where nothing is said. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: string | boolean | null }

/** `from <these rows> as m (…)`, to insert or to update from. */
export const given = <const C extends Columns>(columns: C, rows: readonly RowOf<C>[]) => {
  const names = Object.keys(columns)
  return sql.fragment`${sql.unnest(
    rows.map((row) => names.map((name) => row[name] ?? null)),
    Object.values(columns),
  )} as m (${named(names)})`
}

/** Writes rows that are not there yet; on a repeat of the log they are. */
export const insertNew = <const C extends Columns>(table: string, columns: C, rows: readonly RowOf<C>[]) => {
  const names = named(Object.keys(columns))
  return sql.typeAlias('void')`
    insert into ${sql.identifier([table])} (${names}) select ${names} from ${given(columns, rows)} on conflict do nothing`
}

const named = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql.identifier([name])),
    sql.fragment`, `,
  )

/** A statement only where there is something to write. */
export const unlessEmpty = <T, S>(rows: readonly T[], statement: (rows: readonly T[]) => S): readonly S[] => (rows.length ? [statement(rows)] : [])
