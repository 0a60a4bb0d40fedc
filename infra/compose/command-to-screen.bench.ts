import { setTimeout as after } from 'node:timers/promises'
import { SignedIn } from '@kontor/gateways/http/identity/contract'
import { PartnerList } from '@kontor/gateways/http/partners/contract'
import { print, quantile, round } from '../testing/bench.ts'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { startProgram } from '../testing/program.ts'
import { demoPeople } from './demo.ts'

/**
 * command.to.screen: from sending the POST to the WebSocket's push that makes a screen refetch, in the whole program with everything embedded. At most one
 * command a topic and second, since the second push within 500 ms waits by design.
 */
const commands = 40
const betweenMs = 1_050

const dataDir = dataFolder()
const program = await startProgram(dataDir)

try {
  const owner = demoPeople.find(({ role }) => role === 'owner')
  const json = { 'content-type': 'application/json' }
  const login = await fetch(`${program.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: owner?.email, password: owner?.password }),
  })
  const { accessToken } = SignedIn.parse(await login.json())
  const headers = { ...json, authorization: `Bearer ${accessToken}` }
  const partners = PartnerList.parse(await (await fetch(`${program.url}/api/v1/partners`, { headers })).json())
  const partnerId = partners.items[0]?.partnerId

  const socket = new WebSocket(`${program.url.replace('http', 'ws')}/api/v1/live`)
  let heard: (view: string) => void = () => {}
  const next = (view: string) =>
    new Promise<void>((resolve) => {
      heard = (name) => name === view && resolve()
    })
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { ready?: true; view?: string }
    heard(message.ready ? 'ready' : (message.view ?? ''))
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const ready = next('ready')
  socket.send(JSON.stringify({ token: accessToken }))
  await ready
  socket.send(JSON.stringify({ subscribe: [{ view: 'partners.list', scope: 'tenant' }] }))
  await after(betweenMs)

  const times: number[] = []
  const answers: number[] = []
  for (let at = 0; at < commands; at++) {
    const pushed = next('partners.list')
    const began = performance.now()
    const body = JSON.stringify({ percent: `${at % 90}.5` })
    const answer = await fetch(`${program.url}/api/v1/partners/${partnerId}/terms`, { method: 'PUT', headers, body })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    answers.push(performance.now() - began)
    await pushed
    times.push(performance.now() - began)
    await after(betweenMs)
  }
  socket.close()
  const measured = times.slice(5)
  const p50 = round(quantile(measured, 0.5), 1)
  print({
    name: 'command.to.screen',
    value: p50,
    unit: 'ms, p50',
    detail: { p50, p99: round(quantile(measured, 0.99), 1), samples: measured.length, answered: round(quantile(answers.slice(5), 0.5), 1) },
  })
} finally {
  await program.end('SIGTERM')
  removeDataFolder(dataDir)
}
