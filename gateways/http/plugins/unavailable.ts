/**
 * Postgres' words for "not now" (connection exceptions, shutdown and recovery, out of resources, a time limit of ours, a lock or an order that others had first, a
 * view's table that the first start has not made yet), and the network's.
 */
const codes = /^(?:08\w{3}|53\w{3}|57P0\d|57014|55P03|40001|40P01|42P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
/** The driver has no code for these. */
const messages = /connection terminated|connection timeout|timeout exceeded when trying to connect|query read timeout/i

type Named = { readonly code?: unknown; readonly message?: unknown; readonly cause?: unknown }

/** Whether the database was away: the same request may do later, and its caller is to be told so instead of being told that we are broken. */
export const isUnavailable = (error: unknown, depth = 0): boolean => {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  const { code, message, cause } = error as Named
  return codes.test(String(code)) || messages.test(String(message)) || isUnavailable(cause, depth + 1)
}
