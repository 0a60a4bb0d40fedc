/**
 * The client's own calls below its public ones: the same connection, discovery, TLS and credentials, but the messages as they are on the wire. The public calls
 * parse JSON and write it anew, by which `9223372036854775807` becomes another number. No public API: it holds for version 6.2.1 exactly, as in
 * server/protocol/definitions.ts.
 */
import type { EventStoreDBClient } from '@eventstore/db-client'
import gossipGrpc, { type GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streamsGrpc, { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { CallOptions, ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js'

export const { BatchAppendReq, ReadReq } = streams
export const { Empty, StreamIdentifier, UUID } = shared
export type {
  BatchAppendReq as BatchAppendRequest,
  BatchAppendResp,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js'

type Arguments = [Metadata, Partial<CallOptions>]
type Internals = {
  execute<Service, T>(service: new (...args: never[]) => Service, name: string, action: (grpc: Service) => Promise<T>): Promise<T>
  callArguments(options: object, call: object): Arguments
}

const internalsOf = (client: EventStoreDBClient) => client as unknown as Internals
/** A log is read and written for hours. */
const withoutDeadline = { deadline: Number.POSITIVE_INFINITY }

/** A read that has begun. Whoever leaves it before its end must cancel it. */
export const openRead = (client: EventStoreDBClient, request: streams.ReadReq): Promise<ClientReadableStream<streams.ReadResp>> => {
  const { execute, callArguments } = internalsOf(client)
  return execute<StreamsClient, ClientReadableStream<streams.ReadResp>>(streamsGrpc.StreamsClient, 'migrate', async (grpc) =>
    grpc.read(request, ...callArguments({}, withoutDeadline)),
  )
}

type BatchAppend = ClientDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>

/** A call over which appends go in order and are answered by their correlation ids. */
export const openBatchAppend = (client: EventStoreDBClient): Promise<BatchAppend> => {
  const { execute, callArguments } = internalsOf(client)
  return execute<StreamsClient, BatchAppend>(streamsGrpc.StreamsClient, 'migrate', async (grpc) =>
    grpc.batchAppend(...callArguments({}, withoutDeadline)),
  )
}

/** The ids of the servers' present lives: two addresses that answer one of the same ids lead to the same store. Raises what the connection raises. */
export const instancesOf = (client: EventStoreDBClient): Promise<readonly string[]> => {
  const { execute, callArguments } = internalsOf(client)
  return execute<GossipClient, readonly string[]>(
    gossipGrpc.GossipClient,
    'migrate',
    (grpc) =>
      new Promise((resolve, reject) => {
        grpc.read(new Empty(), ...callArguments({}, {}), (error, cluster) =>
          error
            ? reject(error)
            : resolve(cluster.getMembersList().map((member) => Buffer.from(member.getInstanceId()?.serializeBinary() ?? []).toString('hex'))),
        )
      }),
  )
}
