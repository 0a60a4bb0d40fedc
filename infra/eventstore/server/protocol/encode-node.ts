import { encode } from './wire.ts'

const overhead = 4_096

const leader = 8

/** `ClusterInfo`: a cluster of one, which leads and lives. */
export const encodeCluster = ({ id, host, port, now }: { id: string; host: string; port: number; now: number }): Buffer =>
  encode(overhead, (wire) =>
    wire.message(1, () => {
      wire.message(5, () => {
        wire.number(2, port)
        wire.text(1, host)
      })
      wire.number(4, 1)
      wire.number(3, leader)
      wire.number(2, now)
      wire.message(1, () => wire.text(2, id))
    }),
  )

/** `SupportedMethods`: what the client may use. Unannounced methods it avoids or refuses by itself. */
export const encodeSupportedMethods = (version: string, paths: readonly string[]): Buffer =>
  encode(overhead, (wire) => {
    wire.text(2, version)
    for (const path of paths) {
      const [, service = '', method = ''] = path.split('/')
      wire.message(1, () => {
        wire.text(2, service)
        wire.text(1, method.toLowerCase())
      })
    }
  })
