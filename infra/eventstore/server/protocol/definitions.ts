/**
 * The only file that reaches into the client's generated code, which is no public API: it holds for version 6.2.1 exactly.
 * The services keep the client's own paths and, but for batch appends, request decoders; answers are encoded in this folder and pass through as bytes.
 */
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { AppendReq, BatchAppendReq, DeleteReq, ReadReq, TombstoneReq } from '@eventstore/db-client/generated/streams_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { decodeBatchMessage } from './decode-batch.ts'

export type { AppendReq, BatchAppendReq, DeleteReq, ReadReq, TombstoneReq, UUID }

const asItIs = { responseSerialize: (frame: Buffer): Buffer => frame }

const { read, append, batchAppend, delete: remove, tombstone } = streamsGrpc.StreamsService

export const streamsService = {
  read: { ...read, ...asItIs },
  append: { ...append, ...asItIs },
  batchAppend: { ...batchAppend, ...asItIs, requestDeserialize: decodeBatchMessage },
  delete: { ...remove, ...asItIs },
  tombstone: { ...tombstone, ...asItIs },
}
export const gossipService = { read: { ...gossipGrpc.GossipService.read, ...asItIs } }
export const featuresService = { getSupportedMethods: { ...featuresGrpc.ServerFeaturesService.getSupportedMethods, ...asItIs } }

/** What `decodeBatchMessage` is measured by. */
export const { requestDeserialize: generatedBatchDecoder } = batchAppend

/** What the client makes of each event of an append. */
export const { ProposedMessage } = streams.BatchAppendReq

/** What the client calls the store with. It keeps the coders of its methods to itself, so that only whole methods can be replaced. */
export const { StreamsClient, StreamsService: clientMethods } = streamsGrpc
