/**
 * The only file that reaches into the client's generated code, which is no public API: it holds for version 6.2.1 exactly.
 */
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { AppendReq, BatchAppendReq, DeleteReq, ReadReq, TombstoneReq } from '@eventstore/db-client/generated/streams_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'

export type { AppendReq, BatchAppendReq, DeleteReq, ReadReq, TombstoneReq, UUID }

/** What a server is asked, by the client's own paths and coders. */
export const { StreamsService: streamsMethods } = streamsGrpc
export const { GossipService: gossipMethods } = gossipGrpc
export const { ServerFeaturesService: featuresMethods } = featuresGrpc

/** What the client makes of each event of an append. */
export const { ProposedMessage } = streams.BatchAppendReq

/** What the client calls the store with. It keeps the coders of its methods to itself, so that only whole methods can be replaced. */
export const { StreamsClient } = streamsGrpc
