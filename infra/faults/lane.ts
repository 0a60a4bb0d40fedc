import type { Program } from '../testing/program.ts'
import { type Ask, eventually, persistent } from './client.ts'
import { pointsIn } from './failpoint.ts'
import { lives } from './lives.ts'
import { layGround, type Walked, walk } from './spine.ts'

export type Lane = {
  /** What a walk that nobody disturbs passes. */
  readonly recorded: readonly string[]
  /** Where programs died, against where they should have. */
  readonly killed: readonly { readonly wanted: string; readonly at: string | undefined }[]
  readonly walked: readonly Walked[]
  /** Walks that were refused or did not end. */
  readonly failed: readonly string[]
  /** What the last program answers about them. */
  readonly told: Told
}
export type Told = { readonly balance: unknown; readonly explanations: ReadonlyMap<string, unknown>; readonly parked: number }
type Gateways = { readonly items: readonly { readonly ready: number; readonly claimed: number; readonly parked: number }[] }

const count = ({ items }: Gateways, of: 'ready' | 'claimed' | 'parked') => items.reduce((all, gateway) => all + gateway[of], 0)

/** Waits until no work is left that anybody could do. Answers what is parked. */
const idle = (ask: Ask, until: AbortSignal): Promise<number> =>
  eventually(async () => {
    const gateways = (await ask({ path: '/api/v1/ops/gateways', as: 'admin' })).body as Gateways
    return count(gateways, 'ready') + count(gateways, 'claimed') === 0 ? count(gateways, 'parked') : undefined
  }, until)

const record = async (program: Program, ask: Ask, walkOnce: () => Promise<unknown>, until: AbortSignal) => {
  for (const as of ['owner', 'partner', 'admin'] as const) await ask({ path: '/api/v1/auth/me', as })
  const before = program.output().length
  await walkOnce()
  await idle(ask, until)
  return pointsIn(program.output().slice(before))
}

const tell = async (ask: Ask, walked: readonly Walked[], parked: number): Promise<Told> => {
  const explanations = new Map<string, unknown>()
  for (const rewardId of walked.flatMap(({ rewardId, lineId }) => [rewardId, lineId]))
    explanations.set(rewardId, (await ask({ path: `/api/v1/rewards/${rewardId}/explain`, as: 'owner' })).body)
  return { balance: (await ask({ path: '/api/v1/rewards/balance', as: 'partner' })).body, explanations, parked }
}

/**
 * Kills one program after the other on `dataDir`, each at the next point of `kills`. With each a new customer sets out; whom a kill stops goes on with the next
 * program, beside those that come later. The last program is the released one, and lives until everybody has arrived and no work is left.
 */
export const runLane = async (number: number, dataDir: string, kills: readonly string[], until: AbortSignal): Promise<Lane> => {
  const { url, start, untilKilledAt } = lives(dataDir)
  const first = await start('failpoints')
  const ask = persistent(url, until)
  const code = await layGround(ask)

  const walks: Promise<Walked | string>[] = []
  const setOut = () => {
    const person = { name: `Иван ${number}-${walks.length}.`, phone: `+791600${String(number * 10_000 + walks.length).padStart(5, '0')}` }
    const ended = walk(ask, code, person, until).catch((error) => `${person.name} ${String(error)}`)
    walks.push(ended)
    return ended
  }
  const recorded = await record(first, ask, setOut, until)
  await first.end('SIGKILL')

  const killed: { wanted: string; at: string | undefined }[] = []
  for (const wanted of kills) {
    until.throwIfAborted()
    setOut()
    killed.push({ wanted: wanted.replace(/:\d+$/, ''), at: await untilKilledAt(wanted) })
  }
  const last = await start()
  const ended = await Promise.all(walks)
  const walked = ended.filter((one) => typeof one !== 'string')
  const told = await tell(ask, walked, await idle(ask, until))
  await last.end('SIGTERM')
  return { recorded, killed, walked, failed: ended.filter((one) => typeof one === 'string'), told }
}
