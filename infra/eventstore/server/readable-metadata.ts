import { lastOfAll } from './events.ts'

/** What the data of a metadata event say to the store. A revision in `truncateBefore` is exact up to what a double holds; the largest int64 is `lastOfAll`. */
type ReadableMetadata = {
  readonly maxCount: number | undefined
  readonly maxAgeSeconds: number | undefined
  readonly truncateBefore: number | undefined
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** TypeScript does not know yet that a reviver is told how a number was written. */
type Reviver = (key: string, value: unknown, written: { readonly source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver?: Reviver) => unknown

/** Undefined for anything but an object: such metadata say nothing, and are kept as they are. */
export const jsonIn = (data: Uint8Array | undefined, reviver?: Reviver): Json | undefined => {
  try {
    const json = data && parse(Buffer.from(data).toString(), reviver)
    return isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}

/** Whole numbers come as bigints, so that 1.0 and 1e3, which .NET does not take for whole, are told from them. */
const wholeAsBigint: Reviver = (_key, value, { source = '' }) => (typeof value === 'number' && /^-?\d+$/.test(source) ? BigInt(source) : value)

const largestInt64 = 2n ** 63n - 1n
/** The longest time span of .NET. */
const mostSeconds = 922_337_203_685n

/** Raises for what is there and no such number; one below `least` is as good as none. */
const whole = (value: unknown, least: bigint, most = largestInt64): number | undefined => {
  if (value === undefined) return undefined
  if (typeof value !== 'bigint' || value > most || value < -most) throw new TypeError('Not a whole number')
  if (value < least) return undefined
  return value === largestInt64 ? lastOfAll : Math.min(Number(value), Number.MAX_SAFE_INTEGER)
}

const aclKeys: ReadonlySet<string> = new Set(['$r', '$w', '$d', '$mr', '$mw'])
const isRole = (value: unknown): boolean => typeof value === 'string'
const isRoles = (value: unknown): boolean => isRole(value) || (Array.isArray(value) && value.every(isRole))
const isAcl = (value: unknown): boolean => isObject(value) && Object.entries(value).every(([key, roles]) => aclKeys.has(key) && isRoles(roles))

/** Undefined when a single thing in them is not what EventStoreDB 23.10 takes it for (StreamMetadata): then the whole says nothing. */
export const readableMetadata = (data: Uint8Array | undefined): ReadableMetadata | undefined => {
  const json = jsonIn(data, wholeAsBigint)
  if (!json) return undefined
  const { $maxCount, $maxAge, $tb, $cacheControl, $tmp, $acl } = json
  if (($acl !== undefined && !isAcl($acl)) || ($tmp !== undefined && typeof $tmp !== 'boolean')) return undefined
  try {
    whole($cacheControl, 1n, mostSeconds)
    return { maxCount: whole($maxCount, 1n), maxAgeSeconds: whole($maxAge, 1n, mostSeconds), truncateBefore: whole($tb, 0n) }
  } catch {
    return undefined
  }
}
