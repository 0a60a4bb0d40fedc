export { viewTables } from './ports.ts'
export { type ViewListener, viewListener } from './view-listener.ts'
