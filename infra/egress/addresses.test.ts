import { expect, test } from 'vitest'
import { isPublic } from './addresses.ts'
import { privateAddresses, publicAddresses } from './testing.ts'

test.each(privateAddresses)('%s is not public', (address) => expect(isPublic(address)).toBe(false))
test.each(publicAddresses)('%s is public', (address) => expect(isPublic(address)).toBe(true))
test('a name is no address', () => expect(['localhost', '', 'x', '1.2.3.4.5'].map(isPublic)).toEqual([false, false, false, false]))
