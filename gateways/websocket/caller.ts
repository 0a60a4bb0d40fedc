import type { Audience, Told, Topic } from './topics.ts'

/** What a topic is fed by, and how a change of it looks on the wire. */
export type Source = { readonly view: string; readonly show: (told: Told) => object | Promise<object> }

/** Who greeted, and what they may hear. */
export type Caller = {
  readonly audience: Audience
  /** Milliseconds since 1970; the connection ends then unless it is greeted anew. */
  readonly expiresAt: number
  /** Whether the session behind the greeting is still open. */
  readonly isWelcome: () => Promise<boolean>
  /** Undefined for a topic that does not exist, or not for them. */
  readonly sourceOf: (topic: Topic) => Source | undefined
}

/** A message of the client, understood. */
export type Said =
  | { readonly is: 'greeting'; readonly caller: Caller | undefined }
  | { readonly is: 'subscription'; readonly topics: readonly Topic[] }
  | { readonly is: 'noise' }
export type Understand = (text: string) => Promise<Said>
