export { StoreInUse } from './errors.ts'
export { storeSchema } from './schema.ts'
export { type StoreServer, type StoreServerOptions, startEventStoreServer } from './server.ts'
export { startEventStoreWorker } from './start-worker.ts'
