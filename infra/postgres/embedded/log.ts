/** The two calls of pino that this folder needs; a pino logger is one. */
export type Log = { info(fields: object, message: string): void; warn(fields: object, message: string): void }

export const silent: Log = { info: () => {}, warn: () => {} }
