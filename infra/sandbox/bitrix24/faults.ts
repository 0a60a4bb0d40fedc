import type { Bitrix24Faults } from '@kontor/gateways/http'
import { createSqlTag, type DatabasePool } from 'slonik'
import { z } from 'zod'

const sql = createSqlTag({ typeAliases: { void: z.strictObject({}) } })
const Row = z.object({ fault: z.string(), active: z.boolean() })

const none: Bitrix24Faults = { double: false, late: false, lose: false, busy: false, overTime: false, silent: false }

/** What goes wrong on purpose; kept, so that a restart changes nothing about it. */
export const faultSwitches = (pool: DatabasePool) => {
  const read = async (): Promise<Bitrix24Faults> => {
    const rows = await pool.any(sql.type(Row)`select fault, active from sandbox_faults where stand_in = 'bitrix24'`)
    const on = Object.fromEntries(rows.filter(({ fault }) => fault in none).map(({ fault, active }) => [fault, active]))
    return { ...none, ...on }
  }
  return {
    read,
    set: async (faults: Partial<Bitrix24Faults>): Promise<Bitrix24Faults> => {
      const named = Object.entries(faults).filter(([fault, active]) => fault in none && active !== undefined)
      await pool.query(sql.typeAlias('void')`
        insert into sandbox_faults (stand_in, fault, active)
        select 'bitrix24', * from ${sql.unnest(named, ['text', 'bool'])} on conflict (stand_in, fault) do update set active = excluded.active`)
      return read()
    },
  }
}
export type FaultSwitches = ReturnType<typeof faultSwitches>
