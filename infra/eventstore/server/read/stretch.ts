import pg from 'pg'
import type { Filter } from './filter.ts'

/** A stretch of the whole log: the positions after the one and up to the other. */
export type Stretch = {
  readonly after: number
  readonly upTo: number
  readonly limit: number
  readonly filter?: Filter | undefined
  readonly backwards?: boolean
}

/** What `eventsIn` reads of an event, in this order. `stream` is the expression for the stream's name. */
export const columnsOf = (stream: string): string =>
  `e.position, ${stream}, e.stream_id, e.revision, e.created, e.id, e.is_json, e.type, e.data, e.metadata`

const whole = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number: ${value}`)
  return value
}

/** No text in Postgres holds a NUL, so nothing begins with such a prefix. */
const literals = (prefixes: readonly string[]): string =>
  prefixes
    .filter((prefix) => !prefix.includes('\0'))
    .map(pg.escapeLiteral)
    .join(', ')

const conditionOf = (filter: Filter | undefined): string => {
  if (!filter || 'regex' in filter.by) return ''
  return `and ${filter.on === 'type' ? 'e.type' : 's.name'} ^@ any(array[${literals(filter.by.prefixes)}]::text[])`
}

/**
 * The select of a stretch of the log, with its numbers and prefixes written out: a COPY takes no parameters. A filter by expression is not in it. `schema` is a
 * plain identifier.
 * @throws RangeError for a number that is not whole.
 */
export const stretchStatement = (schema: string, { after, upTo, limit, filter, backwards = false }: Stretch): string =>
  `select ${columnsOf('s.name')} from ${schema}.events e join ${schema}.streams s on s.id = e.stream_id
    where e.position > ${whole(after)} and e.position <= ${whole(upTo)} ${conditionOf(backwards ? undefined : filter)}
    order by e.position ${backwards ? 'desc' : 'asc'} limit ${whole(limit)}`
