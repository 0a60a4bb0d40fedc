import { z } from 'zod'
import type { Said } from '../../websocket/index.ts'
import type { HttpDeps } from '../ports.ts'
import { Hello } from './contract.ts'
import { applicantOf, callerOf } from './listening.ts'

/** Wider than the contract, so that one unknown topic among many is told by name and the others stand. */
const Subscribe = z.strictObject({ subscribe: z.array(z.strictObject({ view: z.string().max(100), scope: z.string().max(20) })).max(50) })
const FromClient = z.union([Hello, Subscribe])

const parse = (text: string): z.output<typeof FromClient> | undefined => {
  try {
    return FromClient.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const Claims = z.object({ exp: z.int() })

/** When a token is over, in milliseconds. Only for one whose signature was verified. */
const expiryOf = (token: string): number => Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).exp * 1000

/** What a client's message means: who they are, or what they want to hear. */
export const understand =
  (deps: HttpDeps) =>
  async (text: string): Promise<Said> => {
    const message = parse(text)
    if (!message) return { is: 'noise' }
    if ('subscribe' in message) return { is: 'subscription', topics: message.subscribe }
    if ('ticket' in message) {
      const ticket = await deps.tokens.verifyTicket(message.ticket)
      return { is: 'greeting', caller: ticket && applicantOf(ticket, expiryOf(message.ticket)) }
    }
    const acting = await deps.tokens.verify(message.token)
    const isOpen = acting && (await deps.families.isOpen(acting.familyId))
    return { is: 'greeting', caller: isOpen ? callerOf(deps, acting, expiryOf(message.token)) : undefined }
  }
