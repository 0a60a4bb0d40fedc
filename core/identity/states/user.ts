import type { MessageOf } from '../../kernel/index.ts'
import type { MembershipAdded } from '../events/membership-added.ts'
import type { UserRegistered } from '../events/user-registered.ts'

export type UserEvent = MessageOf<typeof UserRegistered | typeof MembershipAdded>
export type Membership = Omit<MessageOf<typeof MembershipAdded>['data'], 'userId'>
export type User = MessageOf<typeof UserRegistered>['data'] & { readonly memberships: readonly Membership[] }

export const noUser = (): User => ({ userId: '', email: '', fullName: '', language: 'ru', emailKey: '', memberships: [] })

export const evolveUser = (user: User, { type, data }: UserEvent): User => {
  switch (type) {
    case 'identity.UserRegistered':
      return { ...user, ...data }
    case 'identity.MembershipAdded': {
      const { userId: _, ...membership } = data
      return { ...user, memberships: [...user.memberships, membership] }
    }
  }
}
