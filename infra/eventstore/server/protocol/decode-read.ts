import { InvalidRequest } from '../errors.ts'
import type { Filter } from '../read/filter.ts'
import { toStream } from './decode-append.ts'
import type { ReadReq } from './definitions.ts'

/** Where a read begins: a revision of its stream, or a position of the log. */
export type From = number | 'start' | 'end'

/** A read of one stream or, without a stream, of the whole log. Without a limit it is a subscription. */
export type ReadRequest = {
  readonly stream: string | undefined
  readonly from: From
  readonly backwards: boolean
  readonly limit: number | undefined
  readonly filter: Filter | undefined
  readonly resolveLinks: boolean
}

/** Numbers beyond what a double holds mean "as far as there is" in every use a read has for them. */
const clamp = (sent: string): number => Math.min(Number(sent), Number.MAX_SAFE_INTEGER)

type FromOptions = { hasStart(): boolean; hasEnd(): boolean }

/** The largest uint64, by which EventStoreDB writes the end as a number. */
const endAsNumber = '18446744073709551615'

const toFrom = (options: FromOptions, exact: string | undefined): From => {
  if (exact === endAsNumber) return 'end'
  if (exact !== undefined) return clamp(exact)
  if (options.hasEnd()) return 'end'
  if (options.hasStart()) return 'start'
  throw new InvalidRequest('A read must say where it begins')
}

/** Like .NET's, which looks at units of UTF-16 and lets any character be escaped; only where a class of Unicode is named must JavaScript do otherwise. */
const toRegex = (source: string): RegExp => {
  try {
    return new RegExp(source, /\\p\{/i.test(source) ? 'u' : '')
  } catch {
    throw new InvalidRequest(`Not a regular expression: ${JSON.stringify(source)}`)
  }
}

/** The window EventStoreDB uses when the client sets none. */
const defaultWindow = 32

const toFilter = (options: ReadReq.Options.FilterOptions | undefined): Filter | undefined => {
  if (!options) return undefined
  const expression = options.getEventType() ?? options.getStreamIdentifier()
  if (!expression) throw new InvalidRequest('A filter must name event types or streams')
  const source = expression.getRegex()
  return {
    on: options.hasEventType() ? 'type' : 'stream',
    // No prefixes at all are prefixes that nothing begins with.
    by: source ? { regex: toRegex(source) } : { prefixes: expression.getPrefixList() },
    checkpointEvery: (options.hasMax() ? options.getMax() : defaultWindow) * Math.max(1, options.getCheckpointintervalmultiplier()),
  }
}

const backwards = 1

/** As EventStoreDB: what asks for more than can be given at once is refused, not given in part. The client for Node never does. */
const refuseCombination = (options: ReadReq.Options): void => {
  if (options.hasStream() && options.hasFilter()) throw new InvalidRequest('Only $all is filtered')
  if (options.hasSubscription() && options.getReadDirection() === backwards) throw new InvalidRequest('A subscription goes forwards')
  if (!options.hasSubscription() && !options.hasCount()) throw new InvalidRequest('A read must say how many events it wants')
}

export const toReadRequest = (request: ReadReq): ReadRequest => {
  const options = request.getOptions()
  const stream = options?.getStream()
  const all = options?.getAll()
  if (!options || !(stream ?? all)) throw new InvalidRequest('A read must name a stream or $all')
  refuseCombination(options)
  const from = stream
    ? toFrom(stream, stream.hasRevision() ? stream.getRevision() : undefined)
    : toFrom(all ?? missing(), all?.getPosition()?.getCommitPosition())
  return {
    stream: stream && toStream(stream.getStreamIdentifier()),
    from,
    backwards: options.getReadDirection() === backwards,
    limit: options.hasSubscription() ? undefined : clamp(options.getCount()),
    filter: toFilter(options.getFilter()),
    resolveLinks: options.getResolveLinks(),
  }
}

const missing = (): never => {
  throw new InvalidRequest('A read must name a stream or $all')
}
