import { erased, type Message } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved, PartnerDeactivated, PartnerRegistered, PartnerRejected, ProgrammeOpened } from '@kontor/core/partners'
import { expect, test } from 'vitest'
import { done } from '../../kernel/index.ts'
import { testDerivedId, testLog } from '../../kernel/testing.ts'
import type { Letter } from '../compose.ts'
import { emailEffects } from '../index.ts'

const [tenantId, partnerId, userId, programmeId] = [id(9), id(1), id(2), id(3)]
const registered = (changes: object = {}) => {
  const personal = { name: 'Анна', email: 'anna@mail.test', language: 'ru' as const }
  return PartnerRegistered(
    { partnerId, programmeId, userId, knownAccount: false, applicationKey: 'k', ...personal, ...changes },
    testMeta({ tenantId }),
  )
}
const opened = ProgrammeOpened({ programmeId, slug: 'demo', name: 'Ремонт', currency: 'RUB', timeZone: 'Europe/Moscow' }, testMeta({ tenantId }))

/** The letters that the last of these events brings. */
const letters = async (...events: readonly Message[]): Promise<readonly Letter[]> => {
  const log = testLog()
  const sent: Letter[] = []
  const send = async (letter: Letter) => {
    sent.push(letter)
    return done
  }
  const transport = { send, close: () => {} }
  log.tell(`programmes-${tenantId}.${programmeId}`, opened)
  const last = log.tell(`partners-${tenantId}.${partnerId}`, ...events).at(-1)
  if (!last) throw new Error('no event')
  const meta = () => testMeta()
  for (const effect of emailEffects({ log, transport, publicUrl: 'https://k.test' }).filter(({ handles }) => handles.includes(last.type))) {
    expect(await effect.attempt(last, { workItemId: testDerivedId(last.id, effect.effect), signal: new AbortController().signal, meta })).toEqual(
      done,
    )
  }
  return sent
}
const meta = testMeta({ tenantId })
const approved = PartnerApproved({ partnerId }, meta)
const rejected = PartnerRejected({ partnerId, reason: 'Мы работаем только с <студиями>.' }, meta)
const deactivated = PartnerDeactivated({ partnerId, userId }, meta)

test.each([
  ['ru', false, 'Заявка в программу «Ремонт» получена', 'Когда её рассмотрят, мы напишем на этот адрес.', 'Если заявку подали не вы'],
  ['ru', true, 'Заявка в программу «Ремонт» получена', 'Когда её рассмотрят, мы напишем на этот адрес.', 'её пароль не изменён'],
  ['en', false, 'Your application to “Ремонт” has arrived', 'We will write to this address once it is decided.', 'If you did not apply'],
  ['en', true, 'Your application to “Ремонт” has arrived', 'We will write', 'You already have an account here; your password has not been changed.'],
])('application received, %s, known account: %s', async (language, knownAccount, subject, ...said) => {
  const [letter, ...more] = await letters(registered({ language, knownAccount }))
  expect(more).toEqual([])
  expect(letter).toMatchObject({ to: { name: 'Анна', address: 'anna@mail.test' }, language, subject })
  for (const words of said) expect(letter?.text).toContain(words)
})
test.each([
  ['ru', approved, 'Вы партнёр программы «Ремонт»', 'Войти: https://k.test/login'],
  ['en', approved, 'You are a partner of “Ремонт”', 'Sign in: https://k.test/login'],
  ['ru', rejected, 'Заявка в программу «Ремонт» отклонена', 'Мы работаем только с <студиями>.'],
  ['en', rejected, 'Your application to “Ремонт” was rejected', 'Мы работаем только с <студиями>.'],
  ['ru', deactivated, 'Доступ к программе «Ремонт» закрыт', 'Заработанное остаётся вашим.'],
  ['en', deactivated, 'Your access to “Ремонт” is closed', 'What you earned stays yours.'],
])('decided, %s: %s', async (language, event, subject, said) => {
  const [letter, ...more] = await letters(registered({ language }), event)
  expect(more).toEqual([])
  expect(letter).toMatchObject({ to: { name: 'Анна', address: 'anna@mail.test' }, language, subject })
  expect(letter?.text).toContain(said)
  expect(letter?.html).not.toContain('<студиями>')
})
test.each([registered(), approved, rejected, deactivated])('nobody is written to once erased: $type', async (event) => {
  const gone = registered({ name: erased, email: erased })
  expect(await letters(...(event.type === gone.type ? [gone] : [gone, event]))).toEqual([])
})
test('an event without its beginning writes to nobody', async () => expect(await letters(approved)).toEqual([]))
test('no letter shouts', async () => {
  for (const language of ['ru', 'en'])
    for (const event of [approved, rejected, deactivated]) {
      const [letter] = await letters(registered({ language }), event)
      expect(letter?.subject).not.toContain('!')
      expect(letter?.text).not.toContain('!')
    }
})
