export { workOperations } from './operations.ts'
export { startWork, type WorkOptions } from './start.ts'
export { workChannel } from './wake-ups.ts'
