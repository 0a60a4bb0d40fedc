import { bitrix24Effects } from '@kontor/gateways/bitrix24'
import { expect, test } from 'vitest'
import { allEffects, gateways } from './work.ts'

/** What effects are given is used when they are attempted, and nothing is attempted here. */
const nothing = {} as never
const parts = { families: nothing, credentials: nothing, bitrix24Effects: bitrix24Effects(nothing) }

test('operators see every gateway that has effects, and no other', () => {
  const effects = allEffects(nothing, { log: nothing, transport: nothing, publicUrl: '' }, parts)
  expect([...new Set(effects.map(({ gateway }) => gateway))].toSorted()).toEqual([...gateways])
})
test('without mail no letters are promised', () => expect(allEffects(nothing, undefined, parts).map(({ gateway }) => gateway)).not.toContain('email'))
