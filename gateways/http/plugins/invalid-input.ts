import type { Problem } from '../contract.ts'

export type FieldErrors = NonNullable<Problem['errors']>
export type Part = 'body' | 'params' | 'querystring' | 'headers'

/** What was sent does not have the shape the contract asks for. `part` decides the status: a malformed id is simply not there. */
export class InvalidInput extends Error {
  readonly part: Part
  readonly errors: FieldErrors

  constructor(part: Part, errors: FieldErrors) {
    super(`invalid ${part}`)
    this.name = 'InvalidInput'
    this.part = part
    this.errors = errors
  }
}

/** RFC 6901. The empty pointer is the whole document. */
export const pointerTo = (path: readonly PropertyKey[]) => path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
