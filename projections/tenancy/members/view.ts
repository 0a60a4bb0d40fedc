import { Id } from '@kontor/core/kernel'
import { z } from 'zod'

export const MemberRole = z.enum(['owner', 'member'])
export type MemberRole = z.output<typeof MemberRole>

/** A person who works in the tenant. The name of an erased one reads `[erased]`. */
export const Member = z.object({ userId: Id, name: z.string(), role: MemberRole, joinedAt: z.string() })
export type Member = z.output<typeof Member>
