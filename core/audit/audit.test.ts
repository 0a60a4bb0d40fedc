import { expect, test } from 'vitest'
import { given, testMeta } from '../kernel/testing.ts'
import { looks, PersonalDataShown, ShowPersonalData } from './index.ts'

const meta = testMeta()
const look = { reason: 'жалоба партнёра', of: 'partners-1.2' }
const shown = PersonalDataShown({ ...look, by: meta.actor.id }, meta)

test('who looks at personal data, and why, is kept', () => given(looks).when(ShowPersonalData(look, meta)).then(shown))
test('one look is kept once', () => given(looks, shown).when(ShowPersonalData(look, meta)).then())
test('a look without a reason is none', () => expect(ShowPersonalData.schema.safeParse({ ...look, reason: ' ' }).success).toBe(false))
