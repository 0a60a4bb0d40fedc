import { SignedIn } from '@kontor/gateways/http/identity/contract'
import { ApiProblem } from './problem.ts'
import { send } from './send.ts'

/** A token this close to its end is renewed before use, so that no request is answered 401 for lateness. */
const margin = 30_000

type Ports = {
  readonly refresh: () => Promise<SignedIn>
  /** One tab at a time: the refresh token is used once, and a second use ends the session (api.md, `refresh.reused`). */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  readonly now: () => number
}

/**
 * The access token, in memory only; a reload asks for a new one with the cookie that scripts cannot read.
 * `onRenewed` hears every new pair, `onLost` that the session is over.
 */
export const createAccess = ({ refresh, alone, now }: Ports) => {
  let held: { readonly token: string; readonly until: number } | undefined
  let renewing: Promise<string | undefined> | undefined
  const renewed = new Set<(signedIn: SignedIn) => void>()
  const lost = new Set<() => void>()

  const take = (signedIn: SignedIn): string => {
    held = { token: signedIn.accessToken, until: now() + signedIn.expiresIn * 1000 }
    for (const listener of renewed) listener(signedIn)
    return signedIn.accessToken
  }
  const forget = () => {
    held = undefined
    for (const listener of lost) listener()
  }
  const ask = async () => {
    try {
      return take(await alone(refresh))
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status !== 401) throw error
      forget()
      return undefined
    }
  }
  /** A new token; undefined when the session is over. Callers at the same time share one request. Raises NoAnswer. */
  const renew = (): Promise<string | undefined> => {
    renewing ??= ask().finally(() => {
      renewing = undefined
    })
    return renewing
  }
  /** The token to send now; undefined when nobody is signed in. */
  const token = async () => (held && held.until - margin <= now() ? renew() : held?.token)
  return {
    take,
    forget,
    renew,
    token,
    onRenewed: (listener: (signedIn: SignedIn) => void) => renewed.add(listener),
    onLost: (listener: () => void) => lost.add(listener),
  }
}

export const access = createAccess({
  refresh: async () => SignedIn.parse(await (await send('/auth/refresh', { method: 'POST', body: {}, keepalive: true })).json()),
  alone: (work) => (navigator.locks ? navigator.locks.request('kontor.refresh', work) : work()),
  now: () => Date.now(),
})
