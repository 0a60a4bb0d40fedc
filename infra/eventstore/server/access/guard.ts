import { Metadata, ResponderBuilder, ServerInterceptingCall, type ServerInterceptor, ServerListenerBuilder, status } from '@grpc/grpc-js'
import { featuresService, gossipService } from '../protocol/offered.ts'
import { type StoreUser, userCheck, type Verdict } from './users.ts'

/** The client asks these without credentials, before it knows where to go; EventStoreDB 23.10 answers both to everybody. */
const openToAll: ReadonlySet<string> = new Set([gossipService.read.path, featuresService.getSupportedMethods.path])

type Refusal = { readonly code: status; readonly details: string; readonly metadata: Metadata }

const refusal = (code: status, details: string, trailers: Readonly<Record<string, string>> = {}): Refusal => {
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value)
  return { code, details, metadata }
}

/** As EventStoreDB 23.10: nobody in particular is denied, a wrong password is not believed. The client raises AccessDeniedError for both. */
const refusalOf: Readonly<Record<Exclude<Verdict, 'known'>, () => Refusal>> = {
  absent: () => refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  wrong: () => refusal(status.UNAUTHENTICATED, 'The name or the password is wrong'),
  busy: () => refusal(status.UNAVAILABLE, 'Too many passwords are being checked: try again'),
}

/**
 * Lets the calls of known users pass, whatever they call: it stands before every handler, so none can forget it. Nothing of a call reaches its handler
 * before the verdict, and its credentials never do.
 */
export const guard = (users: readonly StoreUser[]): ServerInterceptor => {
  const check = userCheck(users)
  const judge = async (metadata: Metadata): Promise<Verdict> => {
    const [authorization] = metadata.get('authorization')
    metadata.remove('authorization')
    return check(authorization?.toString())
  }

  return ({ path }, call) => {
    if (openToAll.has(path)) return new ServerInterceptingCall(call)
    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        judge(metadata).then(
          (verdict) => (verdict === 'known' ? next(metadata) : call.sendStatus(refusalOf[verdict]())),
          (error: Error) => call.sendStatus(refusal(status.INTERNAL, error.message)),
        )
      })
      .build()
    return new ServerInterceptingCall(call, new ResponderBuilder().withStart((next) => next(listener)).build())
  }
}
