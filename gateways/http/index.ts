export type * from './bitrix24/ports.ts'
export type * from './ports.ts'
export type * from './sandbox/ports.ts'
export { buildServer } from './server.ts'
