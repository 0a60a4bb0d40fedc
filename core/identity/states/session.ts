import type { MessageOf } from '../../kernel/index.ts'
import type { RefreshReused } from '../events/refresh-reused.ts'
import type { SessionRevoked } from '../events/session-revoked.ts'
import type { SignedIn } from '../events/signed-in.ts'

export type SessionEvent = MessageOf<typeof SignedIn | typeof RefreshReused | typeof SessionRevoked>
export type Session = { readonly state: 'none' | 'open' | 'over'; readonly reused: boolean }

export const noSession = (): Session => ({ state: 'none', reused: false })

export const evolveSession = (session: Session, { type }: SessionEvent): Session => {
  switch (type) {
    case 'identity.SignedIn':
      return { ...session, state: 'open' }
    case 'identity.RefreshReused':
      return { state: 'over', reused: true }
    case 'identity.SessionRevoked':
      return { ...session, state: 'over' }
  }
}
