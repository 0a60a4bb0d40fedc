import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { dataFolder, processesIn, removeDataFolder } from '../../testing/data-folder.ts'
import { testStores } from './testing.ts'

const { open } = testStores()
const command = fileURLToPath(new URL('../../../scripts/migrate-store.ts', import.meta.url))

const start = (environment: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, [command], { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'ignore', 'pipe'] })
  const [closed, complained] = [once(child, 'close'), text(child.stderr)]
  return { child, gone: closed.then(async ([code]) => ({ code: code as number | null, complained: await complained })) }
}

it('a wrong call is one line that names what to mend, and code 1', async () => {
  const { url } = await open()
  const nowhere = 'esdb://127.0.0.1:1?tls=false'
  const refused = [
    [{}, 'TO is not set'],
    [{ FROM: url, TO: 'nowhere' }, 'TO is not usable (Unexpected "n"'],
    [{ FROM: 'nowhere', TO: url }, 'FROM is not usable (Unexpected "n"'],
    [{ FROM: url, TO: nowhere }, 'the target cannot be read (connect ECONNREFUSED 127.0.0.1:1): start it, or correct its address'],
    [{ FROM: nowhere, TO: url }, 'the source cannot be read (connect ECONNREFUSED 127.0.0.1:1): start it, or correct its address'],
    [{ FROM: url, TO: url.replace('tls=false', 'tls=true') }, 'the target cannot be read (wrong version number): see that tls=true or tls=false'],
    [{ FROM: url, TO: url, SWITCH: '1' }, 'SWITCH leads this installation over'],
    [{ FROM: url, TO: url, SWITCH: 'yes' }, 'SWITCH is 1, or is left out'],
    [{ FROM: url, TO: url, SWITCH: '0' }, 'the source and the target are the same event store'],
  ] as const
  for (const [environment, words] of refused) {
    const { code, complained } = await start({ NODE_NO_WARNINGS: '1', ...environment }).gone
    expect({ code, complained }).toEqual({ code: 1, complained: expect.stringContaining(`kontor: ${words}`) })
    expect(complained.trimEnd()).not.toContain('\n')
  }
}, 60_000)

it('an interruption ends the database that was started for it', async () => {
  const { url } = await open()
  const folder = dataFolder()
  mkdirSync(join(folder, 'keys'))
  writeFileSync(join(folder, 'keys/root'), Buffer.alloc(32, 7), { mode: 0o400 })
  const { child, gone } = start({ KONTOR_DATA: folder, TO: url })
  await expect.poll(() => processesIn(folder).length, { timeout: 30_000 }).toBeGreaterThan(2)
  child.kill('SIGINT')
  expect(await gone).toEqual({ code: 130, complained: 'kontor: interrupted; the same command goes on where it stopped\n' })
  expect(processesIn(folder)).toEqual([])
  removeDataFolder(folder)
}, 60_000)
