import { expect, test } from 'vitest'
import { z } from 'zod'
import { define, erased, personal, personalFields, upcast } from './index.ts'

const Met = define(
  'tests.Met',
  z.object({ personId: z.string(), name: personal('personId', z.string()), phone: personal('personId', z.string()).optional(), city: z.string() }),
)

test('personal fields are known by name, optional ones too', () =>
  expect(personalFields(Met.schema)).toEqual([
    { field: 'name', subject: 'personId' },
    { field: 'phone', subject: 'personId' },
  ]))
test('an unmarked text of the same shape is nobody’s', () => expect(personalFields(z.object({ name: z.string() }))).toEqual([]))
test('the placeholder fits wherever the text did', () =>
  expect(Met.decode({ personId: 'a', name: erased, phone: erased, city: 'Омск' })).toMatchObject({ name: erased, phone: erased }))

const Renamed = define('tests.Renamed', z.object({ fullName: z.string(), length: z.int() }), 3, {
  1: ({ name }: { name: string }) => ({ fullName: name }),
  2: (data: { fullName: string }) => ({ ...data, length: data.fullName.length }),
})
test('an upcast lifts through every version', () => expect(upcast(Renamed, { name: 'Ann' }, 1)).toEqual({ fullName: 'Ann', length: 3 }))
test('and from the middle', () => expect(upcast(Renamed, { fullName: 'Ann' }, 2)).toEqual({ fullName: 'Ann', length: 3 }))
test('the present version is left alone', () => expect(upcast(Renamed, { fullName: 'Ann', length: 9 }, 3)).toEqual({ fullName: 'Ann', length: 9 }))
test('a version without a way up is an error', () => expect(() => upcast(Renamed, {}, 0)).toThrow('no upcast from schema version 0'))
