import type { Acting, SignedIn } from '@kontor/gateways/http/identity/contract'
import type { Role, Screen, Shell } from './manifest.ts'

const rolesOf: Readonly<Record<Exclude<Shell, 'public'>, readonly Role[]>> = {
  workspace: ['owner', 'member'],
  partner: ['partner'],
  manager: ['manager'],
  admin: ['admin'],
}

/** May this role be in the shell and on the screen? Hides what would be refused; the refusing is the server's. */
export const maySee = (role: Role, { shell, roles }: Pick<Screen, 'shell' | 'roles'>): boolean =>
  shell === 'public' || (rolesOf[shell].includes(role) && (roles ?? rolesOf[shell]).includes(role))

/** The membership that an address asks for: by the organisation's slug where it has one. Undefined answers a page that does not exist. */
export const membershipFor = (memberships: SignedIn['memberships'], shell: Exclude<Shell, 'public'>, slug: string | undefined) =>
  memberships.find((one) => rolesOf[shell].includes(one.role) && (slug === undefined || one.slug === slug))

/** Is the address about the membership we act as already? */
export const isActing = (acting: Acting, shell: Exclude<Shell, 'public'>, slug: string | undefined): boolean =>
  rolesOf[shell].includes(acting.role) && (slug === undefined || acting.slug === slug)
