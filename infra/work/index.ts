export { limits } from './limits.ts'
export { workOperations } from './operations.ts'
export { startWork } from './start.ts'
export { workChannel } from './wake-ups.ts'
