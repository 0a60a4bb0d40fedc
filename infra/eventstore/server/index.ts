export { StoreInUse, StoreNotDurable, StoreWentBack } from './errors.ts'
export { storeSchema } from './schema.ts'
export { type StoreServer, type StoreServerOptions, startEventStoreServer } from './server.ts'
export { type StoreWorkerOptions, startEventStoreWorker } from './start-worker.ts'
