export { eventCodec } from './codec.ts'
export { connectEventStore, embeddedUrl } from './connect.ts'
export { eventFeed } from './feed.ts'
export { eventLog } from './log.ts'
