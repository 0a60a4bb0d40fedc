import { Problem } from '@kontor/gateways/http/identity/contract'

/** The server said no: a problem+json of the contract. `retryAfter` is seconds, of a 429. */
export class ApiProblem extends Error {
  readonly problem: Problem
  readonly retryAfter: number | undefined

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.code)
    this.name = 'ApiProblem'
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** Nobody answered: no network, or the server is away. Nothing is known of what was sent. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause })
    this.name = 'NoAnswer'
  }
}

/** A proxy's page in place of our problem+json is still an answer, with a code of our own. */
const unreadable = (status: number): Problem => ({ type: 'about:blank', title: '', status, code: 'reply.unreadable' })

/** Reads the refusal out of an answer that is not 2xx. */
export const problemOf = async (response: Response): Promise<ApiProblem> => {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined))
  const seconds = Number(response.headers.get('retry-after'))
  return new ApiProblem(parsed.success ? parsed.data : unreadable(response.status), seconds > 0 ? Math.ceil(seconds) : undefined)
}

/** The stable code of whatever went wrong, for words and for tests. */
export const codeOf = (error: unknown): string =>
  error instanceof ApiProblem ? error.problem.code : error instanceof NoAnswer ? 'error.network' : 'reply.unreadable'

/** Code by field ("password" → "password.listed"), from the pointers of a 422. */
export const fieldCodes = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof ApiProblem ? Object.fromEntries((error.problem.errors ?? []).map(({ pointer, code }) => [pointer.replace(/^\//, ''), code])) : {}
