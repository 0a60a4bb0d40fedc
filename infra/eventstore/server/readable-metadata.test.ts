import { describe, expect, it } from 'vitest'
import { lastOfAll } from './events.ts'
import { readableMetadata } from './readable-metadata.ts'

const read = (json: string) => readableMetadata(Buffer.from(json))
const none = { maxCount: undefined, maxAgeSeconds: undefined, truncateBefore: undefined }

describe('what metadata say', () => {
  it.each([
    ['{}', none],
    ['{"$maxCount":3,"$maxAge":60,"$tb":7}', { maxCount: 3, maxAgeSeconds: 60, truncateBefore: 7 }],
    ['{"$maxCount":-1,"$maxAge":0,"$tb":7}', { ...none, truncateBefore: 7 }],
    ['{"$maxCount":3,"$tb":-1}', { ...none, maxCount: 3 }],
    ['{"$tb":9223372036854775807}', { ...none, truncateBefore: lastOfAll }],
    ['{"$tb":9223372036854775806}', { ...none, truncateBefore: Number.MAX_SAFE_INTEGER }],
    ['{"$maxCount":3,"mine":{"$maxCount":"two"},"$MaxAge":1.5}', { ...none, maxCount: 3 }],
    ['{"$maxCount":3,"$cacheControl":-5,"$tmp":true}', { ...none, maxCount: 3 }],
    ['{"$maxCount":3,"$acl":{"$r":"ops","$w":["a","b"],"$d":[],"$mr":"x","$mw":"y"}}', { ...none, maxCount: 3 }],
  ])('%s', (json, said) => expect(read(json)).toEqual(said))
})

describe('metadata say nothing at all when', () => {
  it.each([
    ['a number is written with a point', '{"$maxCount":3.0}'],
    ['a number is written with an exponent', '{"$maxCount":3e0}'],
    ['no int64 holds a number', '{"$maxCount":3,"$tb":9223372036854775808}'],
    ['no time span is that long', '{"$maxCount":3,"$maxAge":922337203686}'],
    ['a limit is no number', '{"$maxCount":3,"$tb":"7"}'],
    ['a limit is null', '{"$maxCount":3,"$tb":null}'],
    ['the time for caches is no number', '{"$maxCount":3,"$cacheControl":"long"}'],
    ['what says whether the stream is temporary says neither', '{"$maxCount":3,"$tmp":"yes"}'],
    ['the access list is none', '{"$maxCount":3,"$acl":"$userStreamAcl"}'],
    ['the access list is null', '{"$maxCount":3,"$acl":null}'],
    ['the access list names something unknown', '{"$maxCount":3,"$acl":{"read":"ops"}}'],
    ['a role is no text', '{"$maxCount":3,"$acl":{"$r":["ops",1]}}'],
    ['they are a list', '[3]'],
    ['they are no JSON', '{"$maxCount":3'],
    ['they are empty', ''],
  ])('%s', (_, json) => expect(read(json)).toBeUndefined())
})
