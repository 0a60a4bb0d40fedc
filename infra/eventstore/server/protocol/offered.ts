import { decodeBatchMessage } from './decode-batch.ts'
import { featuresMethods, gossipMethods, streamsMethods } from './definitions.ts'

const asItIs = { responseSerialize: (frame: Buffer): Buffer => frame }

const { read, append, batchAppend, delete: remove, tombstone } = streamsMethods

/**
 * The services as this server offers them: with the client's own paths and, but for batch appends, its request decoders. Answers are encoded in this folder and
 * pass through as bytes.
 */
export const streamsService = {
  read: { ...read, ...asItIs },
  append: { ...append, ...asItIs },
  batchAppend: { ...batchAppend, ...asItIs, requestDeserialize: decodeBatchMessage },
  delete: { ...remove, ...asItIs },
  tombstone: { ...tombstone, ...asItIs },
}
export const gossipService = { read: { ...gossipMethods.read, ...asItIs } }
export const featuresService = { getSupportedMethods: { ...featuresMethods.getSupportedMethods, ...asItIs } }
