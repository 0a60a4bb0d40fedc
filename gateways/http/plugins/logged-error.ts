type Told = { readonly type: string; readonly message: string; readonly stack: string; readonly code?: string; readonly cause?: Told }

/** Causes of causes end somewhere, and a circle never. */
const maxDepth = 5

/**
 * An error as our log keeps it: what happened and where. Whatever else hangs on it stays out, since a database's error carries the values of its query, and those are
 * names, phones and sealed secrets.
 */
export const loggedError = (error: unknown, depth = 0): Told => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const { name, message, stack = '', cause } = error
  const { code } = error as { code?: unknown }
  return {
    type: name,
    message,
    stack,
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && depth < maxDepth && { cause: loggedError(cause, depth + 1) }),
  }
}
