import fc from 'fast-check'

/**
 * What a sequence is made of. Streams are named by small numbers, writes and events by how many back they lie and revisions by how they relate to the
 * stream's last, so that a command stays what it is whatever is taken out before it when a failing sequence is shrunk.
 */
export type Expectation = 'exact' | 'any' | 'no_stream' | 'stream_exists' | 'behind' | 'ahead'
/** Where a read begins; `at` is a revision, which may lie beyond the end. */
export type Place = 'start' | 'end' | { readonly at: number }

export type Command =
  | { readonly kind: 'append'; readonly stream: number; readonly expected: Expectation; readonly count: number }
  | { readonly kind: 'repeat'; readonly back: number; readonly expected: 'as then' | 'any'; readonly change: 'none' | 'shorter' | 'longer' }
  | { readonly kind: 'link'; readonly stream: number; readonly at: number }
  | {
      readonly kind: 'limit'
      readonly stream: number
      readonly limits: { readonly $maxCount?: number; readonly $maxAge?: number; readonly at?: number }
    }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: number; readonly expected: Exclude<Expectation, 'stream_exists'> }
  | {
      readonly kind: 'read'
      readonly stream: number
      readonly meta: boolean
      readonly from: Place
      readonly backwards: boolean
      readonly count: number
    }
  | { readonly kind: 'read links'; readonly backwards: boolean }
  | { readonly kind: 'read all'; readonly back: number; readonly backwards: boolean; readonly count: number }
  | { readonly kind: 'catch up'; readonly back: number; readonly by: 'stream' | 'type' | 'expression'; readonly window: number }
  | { readonly kind: 'follow'; readonly stream: number }
  | { readonly kind: 'follow all' }

export const streams = 3

const stream = fc.nat({ max: streams - 1 })
const expected = fc.constantFrom<Expectation>('exact', 'exact', 'exact', 'any', 'no_stream', 'stream_exists', 'behind', 'ahead')
const count = fc.integer({ min: 1, max: 5 })
const at = fc.integer({ min: 0, max: 12 })
const back = fc.nat({ max: 30 })
const backwards = fc.boolean()
const place = fc.oneof(fc.constantFrom<Place>('start', 'end'), fc.record({ at }))

const of = <K extends Command['kind'], T extends object>(kind: K, fields: { [F in keyof T]: fc.Arbitrary<T[F]> }) =>
  fc.record({ kind: fc.constant(kind), ...fields }) as fc.Arbitrary<{ kind: K } & T>

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 10, arbitrary: of('append', { stream, expected, count }) },
  {
    weight: 4,
    arbitrary: of('repeat', {
      back,
      expected: fc.constantFrom<'as then' | 'any'>('as then', 'any'),
      change: fc.constantFrom<'none' | 'shorter' | 'longer'>('none', 'none', 'shorter', 'longer'),
    }),
  },
  { weight: 2, arbitrary: of('link', { stream, at }) },
  {
    weight: 3,
    arbitrary: of('limit', {
      stream,
      limits: fc.record({ $maxCount: count, $maxAge: fc.constantFrom(86_400, 31_536_000), at }, { requiredKeys: [] }),
    }),
  },
  { weight: 2, arbitrary: of('delete', { stream, expected: fc.constantFrom('exact', 'any', 'no_stream', 'behind', 'ahead') }) },
  { weight: 1, arbitrary: of('tombstone', { stream, expected: fc.constantFrom('exact', 'any', 'no_stream', 'behind', 'ahead') }) },
  { weight: 6, arbitrary: of('read', { stream, meta: fc.nat({ max: 3 }).map((n) => n === 0), from: place, backwards, count: at.map((n) => n + 1) }) },
  { weight: 2, arbitrary: of('read links', { backwards }) },
  { weight: 2, arbitrary: of('read all', { back, backwards, count: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 2,
    arbitrary: of('catch up', {
      back,
      by: fc.constantFrom<'stream' | 'type' | 'expression'>('stream', 'type', 'expression'),
      window: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: of('follow', { stream }) },
  { weight: 1, arbitrary: of('follow all', {}) },
) as fc.Arbitrary<Command>

/** A sequence: from one command to two dozen. */
export const sequence = fc.array(command, { minLength: 1, maxLength: 24, size: 'max' })
