import { setImmediate as soon } from 'node:timers/promises'
import { type EventLog, type MessageOf, OutcomeUnknown, Refused, type Revision, WrongRevision } from '@kontor/core/kernel'
import { type ClickRecorded, intakeBatch, intakeStream } from '@kontor/core/links'
import type { ClickIntake } from '@kontor/gateways/http'

type Click = MessageOf<typeof ClickRecorded>
type Waiting = { readonly click: Click; readonly resolve: (written: { position: string }) => void; readonly reject: (why: unknown) => void }

type Ports = {
  readonly log: Pick<EventLog, 'append'>
  readonly newId: () => string
  /** UTC ISO 8601: its day names the stream. */
  readonly now: () => string
}

export type Intake = ClickIntake & {
  /** Takes no more, and resolves when all that waited is settled. */
  readonly close: () => Promise<void>
}

/** Clicks that may wait: some seconds' worth. Beyond, a visitor is better told to come again than kept waiting for a store that cannot keep up. */
const maxWaiting = 4_096

/**
 * The one writer of `clicks-<writerId>.<yyyymmdd>`: what arrived while the previous append was in flight goes in the next one, at the revision it knows. A click's
 * event id is its own, so a batch repeated by the log is there once. Where the revision is in doubt, the writer goes on under a new name; no batch answered is
 * written again.
 */
export const clickIntake = ({ log, newId, now }: Ports): Intake => {
  const waiting: Waiting[] = []
  let writer = newId()
  let current = ''
  let revision: Revision = 'no-stream'
  let pumping: Promise<void> | undefined
  let closed = false

  const startAnew = () => {
    writer = newId()
  }

  /** The stream of today; its first append each day finds none. */
  const stream = () => {
    const today = intakeStream(writer, now())
    if (today !== current) revision = 'no-stream'
    current = today
    return today
  }

  const append = async (batch: readonly Waiting[]) => {
    const name = stream()
    const written = await log.append(
      name,
      revision,
      batch.map(({ click }) => ({ id: click.data.clickId, event: click })),
    )
    revision = (revision === 'no-stream' ? -1n : revision) + BigInt(batch.length)
    return written
  }

  /** Somebody else under our name, or a clock that went back over midnight: nothing of the batch was written, so it goes under a new name. */
  const surely = async (batch: readonly Waiting[]) => {
    try {
      return await append(batch)
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error
      startAnew()
      return append(batch)
    }
  }

  /** Settles every click of the batch, and never raises. One that the log will not have takes no other with it: the batch is halved until it stands alone. */
  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const written = await surely(batch)
      for (const { resolve } of batch) resolve(written)
    } catch (error) {
      const unsettled = error instanceof OutcomeUnknown || error instanceof WrongRevision
      if (unsettled) startAnew()
      if (unsettled || batch.length === 1) {
        for (const { reject } of batch) reject(error)
        return
      }
      const half = batch.length >> 1
      await write(batch.slice(0, half))
      await write(batch.slice(half))
    }
  }

  const pump = async () => {
    // What lies in the sockets already comes along, instead of waiting for the whole append of the first.
    await soon()
    while (waiting.length > 0) await write(waiting.splice(0, intakeBatch))
    pumping = undefined
  }

  return {
    record: (click) => {
      if (closed || waiting.length >= maxWaiting) return Promise.reject(new Refused('server.busy'))
      return new Promise((resolve, reject) => {
        waiting.push({ click, resolve, reject })
        pumping ??= pump()
      })
    },
    close: async () => {
      closed = true
      await pumping
    },
  }
}
