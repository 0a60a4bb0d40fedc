export type * from './ports.ts'
export type * from './sandbox/ports.ts'
export { buildServer } from './server.ts'
