import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ApplicationSent, callerOf, demoPerson } from '../testing/caller.ts'
import { dataFolder, processesIn, removeDataFolder } from '../testing/data-folder.ts'
import { startProgram } from '../testing/program.ts'

const folders: string[] = []
const folder = () => {
  folders.push(dataFolder())
  return folders.at(-1) ?? ''
}
afterEach(() => {
  for (const one of folders.splice(0)) removeDataFolder(one)
})

const applicant = (number: number) => ({ email: `ann${number}@work.test`, password: 'violet harbour seven lamps', name: `Ann ${number}` })
const readiness = async (url: string) => (await fetch(`${url}/health/ready`)).status
const lastOf = (sent: readonly ApplicationSent[]) =>
  String(
    sent
      .map(({ position }) => BigInt(position))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .at(-1),
  )

test('TERM stops it with 0 and leaves no process; the next start finds its data', { timeout: 60_000 }, async () => {
  const data = folder()
  const first = await startProgram(data)
  expect(await readiness(first.url)).toBe(200)
  expect(processesIn(data)).toContain(first.pid)
  const { partnerId } = await callerOf(first.url).apply(applicant(1))
  expect(await first.end('SIGTERM')).toBe(0)
  expect(processesIn(data)).toEqual([])

  const second = await startProgram(data)
  expect(await readiness(second.url)).toBe(200)
  const { apply, partners, signIn } = callerOf(second.url)
  const { position } = await apply(applicant(2))
  const found = await partners(await signIn(demoPerson('owner')), position)
  expect(found.map(({ email }) => email).toSorted()).toEqual(['ann1@work.test', 'ann2@work.test', 'partner@demo.test'])
  expect(found.find(({ email }) => email === 'ann1@work.test')?.partnerId).toBe(partnerId)
  expect(await second.end('SIGTERM')).toBe(0)
})

test('Ctrl-C, which a terminal sends to the whole group and npm passes on once more, stops it with 0 and leaves no process', {
  timeout: 60_000,
}, async () => {
  const data = folder()
  const program = await startProgram(data)
  process.kill(program.pid, 'SIGINT')
  expect(await program.end('SIGINT', 'group')).toBe(0)
  expect(processesIn(data)).toEqual([])
})

test('TERM in the middle of the very first start leaves no process, and the next start is as good as a first', { timeout: 60_000 }, async () => {
  const data = folder()
  const refused = startProgram(data).catch((error: Error) => error.message)
  await expect.poll(() => processesIn(data).length, { timeout: 20_000 }).toBeGreaterThan(1)
  process.kill(Math.min(...processesIn(data)), 'SIGTERM')
  expect(await refused).toBe('Kontor ended with 0 before it was ready:\n')
  expect(processesIn(data)).toEqual([])
  const program = await startProgram(data)
  expect(await readiness(program.url)).toBe(200)
  expect(await program.end('SIGTERM')).toBe(0)
})

test('after kill -9 in the middle of its work everything acknowledged is there, once', { timeout: 90_000 }, async () => {
  const data = folder()
  const first = await startProgram(data)
  const before = callerOf(first.url)
  const numbers = Array.from({ length: 12 }, (_, number) => number)
  const acknowledged = new Map<number, ApplicationSent>()
  const killed = Promise.withResolvers<number | null>()
  const send = async (number: number) => {
    acknowledged.set(number, await before.apply(applicant(number), `key-${number}`))
    if (acknowledged.size === 5) killed.resolve(first.end('SIGKILL'))
  }
  const sent = Promise.allSettled(numbers.map(send))
  expect(await killed.promise).toBe(null)
  await sent

  const second = await startProgram(data)
  const { apply, partners, signIn } = callerOf(second.url)
  const owner = await signIn(demoPerson('owner'))
  const survived = await partners(owner, lastOf([...acknowledged.values()]))
  expect(survived.map(({ partnerId }) => partnerId)).toEqual(expect.arrayContaining([...acknowledged.values()].map(({ partnerId }) => partnerId)))

  // Whoever got no answer asks again with the same key; acknowledged or not, it is one application.
  const repeated = await Promise.all(numbers.map((number) => apply(applicant(number), `key-${number}`)))
  for (const [number, answer] of acknowledged) expect(repeated[number]).toEqual(answer)
  const listed = await partners(owner, lastOf(repeated))
  const emails = [...numbers.map((number) => applicant(number).email), demoPerson('partner').email]
  expect(listed.map(({ email }) => email).toSorted()).toEqual(emails.toSorted())
  expect(await second.end('SIGTERM')).toBe(0)
  expect(processesIn(data)).toEqual([])
})

test('two copies run side by side and know nothing of each other', { timeout: 60_000 }, async () => {
  const [one, other] = await Promise.all([startProgram(folder()), startProgram(folder())])
  expect(one.url).not.toBe(other.url)
  const [here, there] = [callerOf(one.url), callerOf(other.url)]
  const { position } = await here.apply(applicant(1))
  const seen = await there.partners(await there.signIn(demoPerson('owner')), '0')
  expect(seen.map(({ email }) => email)).toEqual(['partner@demo.test'])
  expect(await here.partners(await here.signIn(demoPerson('owner')), position)).toHaveLength(2)
  expect(await Promise.all([one.end('SIGTERM'), other.end('SIGTERM')])).toEqual([0, 0])
})

test('a second one on the same data folder is refused in one line, and the first lives on', { timeout: 60_000 }, async () => {
  const data = folder()
  const program = await startProgram(data)
  await expect(startProgram(data)).rejects.toThrow(
    `Kontor ended with 1 before it was ready:\nkontor: the data folder ${data} is in use by process ${program.pid}: stop it, or set KONTOR_DATA to another folder\n`,
  )
  expect(await readiness(program.url)).toBe(200)
  expect(await program.end('SIGTERM')).toBe(0)
})

test.for([
  [{ KONTOR_PORT: 'eighty' }, 'KONTOR_PORT: must be a port, 0 to 65535'],
  [{ KONTOR_DATABASE_URL: 'mysql://here' }, 'KONTOR_DATABASE_URL: must be an address that begins with postgres:// or postgresql://'],
  [{ NODE_ENV: 'production', KONTOR_SANDBOX: '' }, 'KONTOR_DEMO: refused in production without KONTOR_SANDBOX=1'],
] as const)('%j stops the start with one line that names it', async ([environment, line]) => {
  const data = join(folder(), 'untouched')
  const refused = await startProgram(data, environment).catch((error: Error) => error.message)
  expect(refused).toBe(`Kontor ended with 1 before it was ready:\nkontor: ${line}\n`)
  expect(existsSync(data)).toBe(false)
})
