/** What came of one press for many: how many were approved, who was not and why, and the position of the last that was. */
export type Approvals<T> = {
  readonly approved: number
  readonly failed: readonly { readonly partner: T; readonly error: unknown }[]
  readonly position: string | undefined
}

export const nothingDone: Approvals<never> = { approved: 0, failed: [], position: undefined }

/**
 * One command each, one after the other, in the order of the list: a refusal of one is no reason to leave the others waiting, and
 * whoever was approved already is approved still, so the press may be repeated.
 */
export const approveMany = async <T>(partners: readonly T[], approve: (partner: T) => Promise<string>): Promise<Approvals<T>> => {
  let result: Approvals<T> = nothingDone
  for (const partner of partners) {
    try {
      result = { ...result, position: await approve(partner), approved: result.approved + 1 }
    } catch (error) {
      result = { ...result, failed: [...result.failed, { partner, error }] }
    }
  }
  return result
}
