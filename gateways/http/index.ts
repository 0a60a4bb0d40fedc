export type * from './ports.ts'
export { buildServer } from './server.ts'
