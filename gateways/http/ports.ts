import type { Role } from '@kontor/core/identity'
import type { EventLog, Execute, Language, MessageOf, Meta } from '@kontor/core/kernel'
import type { ClickRecorded, Link } from '@kontor/core/links'
import type { ProjectionState, ViewChange } from '@kontor/projections/kernel'
import type { CommonQueryMethods } from 'slonik'
import type { Bitrix24Port } from './bitrix24/ports.ts'
import type { SandboxBitrix24 } from './sandbox/ports.ts'

export type { ViewChange }

/** The acting membership of the access token: the only source of a tenant (reliability.md §3 line 14). */
export type Acting = {
  readonly userId: string
  readonly familyId: string
  readonly tenantId: string
  readonly slug: string
  readonly role: Role
  readonly partnerId: string | undefined
}

/** An applicant who may read one application and nothing else (api.md, `partner.pending`). */
export type Ticket = { readonly tenantId: string; readonly partnerId: string }

/** Whose eyes a query looks through: decides the database role and the row-level settings. */
export type Reader = Pick<Acting, 'tenantId' | 'role' | 'userId' | 'partnerId'>

/** Runs a query once the view has reached `after`. Raises Refused `view.late` after 2 s. */
export type Read = <T>(reader: Reader, view: string, after: string | undefined, query: (db: CommonQueryMethods) => Promise<T>) => Promise<T>

/** Access tokens and tickets: EdDSA, 30 min; `verify…` answers undefined for anything not ours, over, or of another kind. */
export type Tokens = {
  readonly issue: (acting: Acting) => Promise<{ token: string; expiresIn: number }>
  readonly verify: (token: string) => Promise<Acting | undefined>
  readonly issueTicket: (ticket: Ticket) => Promise<string>
  readonly verifyTicket: (ticket: string) => Promise<Ticket | undefined>
}

/** Password hashes (argon2id) in the vault; never in an event. `verify` takes the same time for a user who has none. */
export type Credentials = {
  readonly store: (userId: string, password: string) => Promise<void>
  readonly verify: (userId: string | undefined, password: string) => Promise<boolean>
  /** For ever, when the person is erased; removing what is not there is no error. */
  readonly remove: (userId: string) => Promise<void>
}

export type Family = { readonly familyId: string; readonly userId: string; readonly acting: Omit<Acting, 'userId' | 'familyId'> }

/** Families of refresh tokens: one row each, compare-and-set on the token's hash, no grace. */
export type Families = {
  readonly open: (family: Family) => Promise<{ refreshToken: string }>
  /** The open family whose token of today this is; spends nothing. */
  readonly current: (refreshToken: string) => Promise<Family | undefined>
  /** `reused` has already revoked the family. */
  readonly rotate: (
    refreshToken: string,
  ) => Promise<{ is: 'rotated'; family: Family; refreshToken: string } | { is: 'reused'; family: Family } | { is: 'unknown' }>
  readonly revoke: (familyId: string) => Promise<Family | undefined>
  /** Ends all of them, and answers them all that have not expired, also those that were over already; so does the next. */
  readonly revokeOfPartner: (tenantId: string, partnerId: string) => Promise<readonly Family[]>
  readonly revokeOfUser: (userId: string) => Promise<readonly Family[]>
  /** Asked on every request, answered from memory for at most one second. */
  readonly isOpen: (familyId: string) => Promise<boolean>
}

/** Failures of log-in counted in Postgres, so that a restart forgets nothing (api.md "Limits"). */
export type Throttle = {
  /** Seconds to wait, or undefined when log-in may be tried. */
  readonly waitFor: (account: string, address: string) => Promise<number | undefined>
  /** Answers the windows that this failure has just closed, for the log. */
  readonly failed: (
    account: string,
    address: string,
  ) => Promise<readonly { kind: 'account' | 'address'; subject: string; window: string; until: string }[]>
  /** Remembers the address as a place of this account, which strangers elsewhere cannot close. */
  readonly succeeded: (account: string, address: string) => Promise<void>
}

/** Ids are made at the edge; core has no randomness and no clock. */
export type Edge = {
  readonly now: () => string
  /** UUIDv7 without dashes. */
  readonly newId: () => string
  /** UUIDv5 without dashes: the same scope and key always give the same id. */
  readonly derivedId: (scope: string, key: string) => string
  /** `<kind>_<HMAC-SHA256 hex>` under a server key: names a reservation or a throttle without telling the value. */
  readonly keyed: (kind: string, value: string) => string
  /** The code in a link's address: 12 characters of base32 of a keyed hash of its id. */
  readonly linkCode: (linkId: string) => string
}

/** Links as the redirect knows them: in memory, fed by the log; what is not there yet is read from the link's own stream (design.md §5 Redirect). */
export type LinkBook = {
  /** Undefined for a code that nobody has; a deactivated link is told by its status within a second, in every process. */
  readonly find: (code: string) => Promise<KnownLink | undefined>
  /** To be called after a command on the link, so that this process tells of it at once. */
  readonly forget: (code: string) => void
}
export type KnownLink = Exclude<Link, { readonly status: 'none' }>

/** The one writer of this process's intake stream (design.md §4). */
export type ClickIntake = {
  /**
   * Resolves once the click is durable, in a batch with what arrived meanwhile, with the position of that batch. Raises OutcomeUnknown when the store stays silent,
   * Refused `server.busy` when more clicks wait for it than can be held.
   */
  readonly record: (click: MessageOf<typeof ClickRecorded>) => Promise<{ readonly position: string }>
}

/** What the admin's screens ask of the running machine. */
export type Operations = {
  /** `lagEvents`: how many events of the log each has not seen; counted up to 10,000. */
  readonly projections: () => Promise<readonly (ProjectionState & { readonly lagEvents: number })[]>
  /** Starts the rebuild beside the live view; one that is under way goes on. Raises Refused `projection.not-found`, `projection.not-here`. */
  readonly rebuild: (name: string) => Promise<void>
  readonly gateways: () => Promise<readonly { name: string; ready: number; claimed: number; parked: number; oldestParkedAt: string | null }[]>
  readonly parked: (
    gateway: string,
  ) => Promise<readonly { id: string; effect: string; reason: string; attempts: number; repeatSafe: 'yes' | 'no' | 'lookup'; at: string }[]>
  readonly replayParked: (gateway: string, ids: readonly string[] | undefined) => Promise<number>
}

export type Letter = {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly receivedAt: string
}

export type HttpConfig = {
  readonly publicUrl: string
  readonly production: boolean
  readonly trustProxy: readonly string[]
  readonly metricsToken: string | undefined
  /** Folder of the built UI; undefined in tests that need none. */
  readonly uiFolder: string | undefined
  readonly demoPeople: readonly { role: Role; email: string; password: string }[]
  readonly sandbox: boolean
  readonly logLevel: string
}

export type HttpDeps = Edge & {
  readonly config: HttpConfig
  readonly execute: Execute
  readonly log: EventLog
  readonly read: Read
  readonly tokens: Tokens
  readonly credentials: Credentials
  readonly families: Families
  readonly throttle: Throttle
  readonly operations: Operations
  /** Where the log ends now: give it to `read` as `after`, to ask a view for all that anybody has written. */
  readonly head: () => Promise<string>
  readonly links: LinkBook
  readonly clicks: ClickIntake
  readonly bitrix24: Bitrix24Port
  /** The stand-in of Bitrix24; undefined when the sandbox is off. */
  readonly sandboxBitrix24: SandboxBitrix24 | undefined
  /** Calls the listener for every change of any view, in any process. Answers how to stop. */
  readonly onChange: (listener: (change: ViewChange) => void) => () => void
  /** Names the parts that are not usable; empty when ready. */
  readonly notReady: () => Promise<readonly string[]>
  /** Caught letters, newest first; undefined when the sandbox is off. */
  readonly caughtLetters: ((to: string | undefined) => Promise<readonly Letter[]>) | undefined
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call: anyone, the holder of a ticket, or these roles. A route without one stops the boot. */
    policy?: 'public' | 'ticket' | 'loopback' | readonly Role[]
    /** Which meta.source its commands carry; http by default. */
    source?: string
    /** What the address names, for `<noun>.not-found`; by default taken from a parameter `<noun>Id`. */
    noun?: string
  }
  interface FastifyRequest {
    acting: Acting
    ticket: Ticket
    /** For commands of this request: commandId from the Idempotency-Key, requestHash of the canonical body. */
    meta: Meta
    language: Language
  }
}
