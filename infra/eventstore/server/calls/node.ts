import { randomUUID } from 'node:crypto'
import type { sendUnaryData } from '@grpc/grpc-js'
import { encodeCluster, encodeSupportedMethods } from '../protocol/encode-node.ts'
import { featuresService, gossipService, streamsService } from '../protocol/offered.ts'

/** The version whose behaviour this server follows. */
const announcedVersion = '23.10.0'

type Unary = (call: unknown, answer: sendUnaryData<Buffer>) => void

/** Tells the client what it may use: among others that appends can share one call, which is several times faster. */
export const getSupportedMethods = (): Unary => {
  const services = [streamsService, gossipService, featuresService]
  const frame = encodeSupportedMethods(
    announcedVersion,
    services.flatMap((service) => Object.values(service).map(({ path }) => path)),
  )
  return (_call, answer) => answer(null, frame)
}

/** Who is in the cluster: this node alone, under the address at which clients reach it. */
export const gossip = (address: () => { host: string; port: number }): Unary => {
  const id = randomUUID()
  return (_call, answer) => answer(null, encodeCluster({ id, ...address(), now: Date.now() }))
}
