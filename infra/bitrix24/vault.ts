import type { DatabasePool } from 'slonik'
import { createSqlTag } from 'slonik'
import { z } from 'zod'
import type { SealedText } from '../secrets/index.ts'

const sql = createSqlTag({ typeAliases: { void: z.strictObject({}), sealed: z.object({ sealed: z.instanceof(Buffer) }) } })

export type CrmSecret = 'webhookUrl' | 'applicationToken'

/** What a tenant told us of its CRM that no event may hold. `pool` is that of `kontor_platform`. */
export const crmVault = (pool: DatabasePool, { seal, open }: SealedText) => ({
  keep: async (tenantId: string, name: CrmSecret, text: string): Promise<void> => {
    await pool.query(sql.typeAlias('void')`
      insert into crm_secrets (tenant_id, name, sealed) values (${tenantId}, ${name}, ${sql.binary(seal(tenantId, name, text))})
      on conflict (tenant_id, name) do update set sealed = excluded.sealed, changed_at = now()`)
  },
  find: async (tenantId: string, name: CrmSecret): Promise<string | undefined> => {
    const row = await pool.maybeOne(sql.typeAlias('sealed')`select sealed from crm_secrets where tenant_id = ${tenantId} and name = ${name}`)
    return row ? open(tenantId, name, row.sealed) : undefined
  },
})
export type CrmVault = ReturnType<typeof crmVault>
