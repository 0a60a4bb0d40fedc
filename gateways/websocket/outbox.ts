import type { Clock } from './clock.ts'
import { pacer } from './pacer.ts'
import { merge, type Told } from './topics.ts'

/** One push a topic and half a second (design.md §5 "Live"). */
const interval = 500

/** Tells what changed, at a pace. `push` gets the first at once and the last always. */
export const outbox = (clock: Clock, push: (topic: string, told: Told) => void) => {
  const pace = pacer<Told>(interval, merge)
  let callOff: (() => void) | undefined

  const schedule = () => {
    const at = pace.nextAt()
    if (at === undefined || callOff) return
    callOff = clock.after(Math.max(0, at - clock.now()), () => {
      callOff = undefined
      for (const { topic, value } of pace.due(clock.now())) push(topic, value)
      schedule()
    })
  }

  return {
    tell: (topic: string, told: Told) => {
      const now = pace.offer(topic, told, clock.now())
      if (now) push(topic, now)
      schedule()
    },
    forget: pace.forget,
    close: () => callOff?.(),
  }
}
