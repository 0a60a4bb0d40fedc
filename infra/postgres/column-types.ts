import pg from 'pg'

type Parse = (text: string) => unknown
type ArrayParser = { create(text: string, parse: Parse): { parse(): unknown[] } }

const { builtins } = pg.types
// Present since pg-types 2, absent from its types.
const { arrayParser } = pg.types as unknown as { arrayParser: ArrayParser }

/** `2026-01-31 12:00:00.5+00`, as sessions in UTC write it, to `2026-01-31T12:00:00.500Z`, as our events do. `infinity` stays a word. */
export const isoOf = (text: string): string => {
  if (text.length < 22 || !text.endsWith('+00')) return text
  const fraction = text[19] === '.' ? text.slice(20, -3) : ''
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}

const asText: Parse = (text) => text

/**
 * int8, numeric, date and timestamp stay text, which JSON keeps exact; a timestamptz is ISO text in UTC, cut to milliseconds. Counts are cast (`count(*)::int`).
 * pg would make numbers of some and local-time Dates of others, and floats of numeric arrays.
 */
const scalars: Readonly<Record<number, Parse>> = {
  [builtins.INT8]: asText,
  [builtins.NUMERIC]: asText,
  [builtins.DATE]: asText,
  [builtins.TIMESTAMP]: asText,
  [builtins.TIMESTAMPTZ]: isoOf,
}

const arrayOids: Readonly<Record<number, number>> = {
  1016: builtins.INT8,
  1231: builtins.NUMERIC,
  1182: builtins.DATE,
  1115: builtins.TIMESTAMP,
  1185: builtins.TIMESTAMPTZ,
}

const parsers = new Map<number, Parse>(Object.entries(scalars).map(([oid, parse]) => [Number(oid), parse]))
for (const [oid, of] of Object.entries(arrayOids)) parsers.set(Number(oid), (text) => arrayParser.create(text, scalars[of] ?? asText).parse())

/** How every pool of ours reads columns. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}
