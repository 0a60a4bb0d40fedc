import type { LogReader } from '../read/log-reader.ts'
import type { Ring } from '../read/ring.ts'
import type { Writer } from '../write/writer.ts'

/** What the services work on. */
export type StoreContext = {
  readonly ring: Ring
  readonly log: LogReader
  readonly writer: Writer
  /** Calls `end` when the server closes; a call says by the answer that it has ended by itself. */
  onClose(end: () => void): () => void
}
