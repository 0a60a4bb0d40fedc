import type { Clock } from './clock.ts'
import { type Connection, type ConnectionPorts, connection, type Wire } from './connection.ts'
import type { ViewChange } from './topics.ts'

/** How often connections are looked after. With sessions asked for as seldom, a revoked one hears nothing after a second. */
const tickEvery = 500

type Ports = Omit<ConnectionPorts, 'clock'> & { readonly clock: Clock; readonly onChange: (listener: (change: ViewChange) => void) => () => void }

/** All connections of a process: changes go to each, and one timer looks after all, so that their sessions are asked for together. */
export const liveHub = ({ clock, onChange, ...ports }: Ports) => {
  const connections = new Set<Connection>()
  let callOff: (() => void) | undefined

  const stop = onChange((change) => {
    for (const each of connections) each.changed(change)
  })
  const look = () => {
    // Said once for all: when the database is away, each of them fails for the same reason.
    Promise.allSettled([...connections].map((each) => each.tick())).then((ticks) => {
      const failure = ticks.find((tick) => tick.status === 'rejected')
      if (failure) ports.failed(failure.reason)
    })
    callOff = connections.size > 0 ? clock.after(tickEvery, look) : undefined
  }

  return {
    join: (wire: Wire): Connection => {
      const joined = connection(wire, { clock, ...ports })
      connections.add(joined)
      callOff ??= clock.after(tickEvery, look)
      return joined
    },
    leave: (left: Connection) => {
      left.ended()
      connections.delete(left)
    },
    close: () => {
      stop()
      callOff?.()
    },
  }
}
