export { viewTables } from './view-tables.ts'
