import type { BucketRule } from '../kernel/index.ts'

/**
 * How one POST ended. `not-sent`: provably nothing reached the portal. `forbidden`: it is an address that we do not send to. `unknown`: bytes had left when it broke.
 */
export type Posted =
  | { readonly is: 'answered'; readonly status: number; readonly body: string }
  | { readonly is: 'not-sent' | 'forbidden' | 'unknown'; readonly why: string }

/** Sends JSON exactly once; raises nothing. */
export type Post = (url: string, json: string, signal: AbortSignal) => Promise<Posted>

/** Where a tenant's deals are worked on, ready to be called. */
export type Portal = {
  /** The host, or `sandbox`. */
  readonly name: string
  /** The address of its inbound webhook with the secret in it, ending in a slash: never shown or written down. */
  readonly webhookUrl: string
  readonly funnelId: number
  readonly stageId: string | undefined
  readonly limit: BucketRule
  readonly post: Post
  /** Where a person opens the deal. */
  readonly dealUrl: (id: string) => string
}
