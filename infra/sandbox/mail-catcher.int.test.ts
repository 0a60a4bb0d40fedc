import { smtpTransport } from '@kontor/gateways/email'
import type { DatabasePool } from 'slonik'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { slonikPool } from '../postgres/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts'

let database: TestDatabase
let pool: DatabasePool
let catcher: MailCatcher
beforeAll(async () => {
  database = await testDatabase()
  pool = await slonikPool(database.databases.url('kontor_platform'))
  catcher = await startMailCatcher({ pool, now: () => Date.parse('2026-01-01T00:00:00.000Z') })
})
afterAll(async () => {
  await catcher.close()
  await pool.end()
  await database.drop()
})

const from = 'Контор <no-reply@kontor.test>'
const letter = (address: string, changes: object = {}) => ({
  id: 'abc',
  to: { name: 'Анна Смирнова', address },
  language: 'ru' as const,
  subject: 'Заявка в программу «Демонстрационная программа партнёров с длинным названием» получена',
  text: 'Здравствуйте, Анна.\n',
  html: '<p>Здравствуйте, Анна.</p>',
  ...changes,
})
const send = async (...letters: readonly ReturnType<typeof letter>[]) => {
  const transport = smtpTransport({ url: catcher.smtpUrl, from })
  try {
    return await Promise.all(letters.map((one) => transport.send(one, new AbortController().signal)))
  } finally {
    transport.close()
  }
}

test('what was sent is read as it was written', async () => {
  expect(await send(letter('Anna@Mail.test'))).toEqual([{ is: 'done' }])
  expect(await catcher.letters('anna@mail.test')).toEqual([
    {
      id: expect.stringMatching(/^\d+$/),
      to: 'anna@mail.test',
      from: 'Контор <no-reply@kontor.test>',
      subject: 'Заявка в программу «Демонстрационная программа партнёров с длинным названием» получена',
      text: 'Здравствуйте, Анна.\n',
      receivedAt: '2026-01-01T00:00:00.000Z',
    },
  ])
})
test('newest first, and each reader only what they asked for', async () => {
  await send(letter('ann@a.test', { subject: 'one' }))
  await send(letter('bob@b.test', { subject: 'two' }))
  expect((await catcher.letters()).slice(0, 2).map(({ subject }) => subject)).toEqual(['two', 'one'])
  expect((await catcher.letters(' BOB@b.test ')).map(({ subject }) => subject)).toEqual(['two'])
  expect(await catcher.letters('%')).toEqual([])
})
test('a letter sent twice is seen twice', async () => {
  await send(letter('twice@a.test'), letter('twice@a.test'))
  expect(await catcher.letters('twice@a.test')).toHaveLength(2)
})
test('a line break in a name or an address adds no header and no recipient', async () => {
  const name = 'Eve\r\nBcc: victim@b.test'
  const [named, addressed, listed] = await send(
    letter('eve@a.test', { to: { name, address: 'eve@a.test' } }),
    letter('eve2@a.test\r\nRCPT TO:<victim@b.test>'),
    letter('eve3@a.test, victim@b.test'),
  )
  expect(named).toEqual({ is: 'done' })
  expect([addressed?.is, listed?.is]).toEqual(['parked', 'parked'])
  expect(await catcher.letters('victim@b.test')).toEqual([])
})
test('a letter that cannot be stored is not acknowledged', async () => {
  const broken = await startMailCatcher({ pool, now: () => Number.NaN })
  const transport = smtpTransport({ url: broken.smtpUrl, from })
  expect(await transport.send(letter('lost@a.test'), new AbortController().signal)).toEqual({ is: 'retry', reason: 'SMTP 451 4.3.0' })
  transport.close()
  await broken.close()
})
test('a mail server that is not there is worth another try', async () => {
  const gone = await startMailCatcher({ pool })
  await gone.close()
  const transport = smtpTransport({ url: gone.smtpUrl, from })
  expect(await transport.send(letter('nobody@a.test'), new AbortController().signal)).toMatchObject({ is: 'retry' })
  transport.close()
})
