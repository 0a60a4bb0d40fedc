import { expect, test } from 'vitest'
import { targetFault } from './target-fault.ts'

const origin = 'https://kontor.test'

test.each(['https://site.test', 'http://site.test/a?b=1#c', ' https://site.test/ ', 'https://kontor.test/about', 'https://other.test/r/abc'])(
  '%s may be led to',
  (target) => expect(targetFault(target, origin)).toBeUndefined(),
)
test.each(['', 'site.test', 'ftp://site.test', 'javascript:alert(1)', 'https://user@site.test', 'https:/\\site.test', '//site.test', 'https://'])(
  '%j is no target',
  (target) => expect(targetFault(target, origin)).toBe('invalid'),
)
test.each(['https://kontor.test/r/abc', 'https://KONTOR.test/r/abc?x=1'])('%s would lead in a circle', (target) =>
  expect(targetFault(target, origin)).toBe('own'),
)
