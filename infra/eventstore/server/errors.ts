/** Another process serves this store. Told at start, and when the lock was taken over while our session was away. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse'
}

/** Postgres is set so that an acknowledged event may be lost when the power goes. */
export class StoreNotDurable extends Error {
  override readonly name = 'StoreNotDurable'
}

/** The database came back with less than was acknowledged, as after restoring a backup under a running server. */
export class StoreWentBack extends Error {
  override readonly name = 'StoreWentBack'
}

/** The client asked for something that cannot be meant; the message says what. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest'
}

/** The stream has a tombstone: nobody reads or writes it any more. */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted'
  readonly stream: string

  constructor(stream: string) {
    super(`Event stream '${stream}' is deleted.`)
    this.stream = stream
  }
}

/** Nobody may do that, whoever asks. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied'
}

export const storeInUse = (schema: string): StoreInUse =>
  new StoreInUse(`Another process already serves the event store in schema "${schema}" of this database: stop it first, or name another database.`)

export const storeNotDurable = (settings: readonly string[]): StoreNotDurable => {
  const [are, them] = settings.length > 1 ? ['are', 'them'] : ['is', 'it']
  return new StoreNotDurable(`The event store needs a durable Postgres, but ${settings.join(' and ')} ${are} off: set ${them} to on.`)
}

export const storeWentBack = (head: number, acknowledged: number): StoreWentBack =>
  new StoreWentBack(`The log ends at position ${head}, but ${acknowledged} had been acknowledged: events are missing, so nothing more is written.`)

/** An error that came from another thread, in the class it had there. */
export const errorNamed = (name: string, message: string): Error => {
  const known = [StoreInUse, StoreNotDurable, StoreWentBack].find((candidate) => candidate.name === name)
  return known ? new known(message) : new Error(message)
}
