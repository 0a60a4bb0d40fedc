import { expect, test } from 'vitest'
import { worthAsking } from './worth-asking.ts'

test.each([
  ['', '', undefined],
  ['+7 900', '', undefined],
  ['+7 900 123-45-67', '', { phone: '+7 900 123-45-67' }],
  [' 1234567 ', 'anna@', { phone: '1234567' }],
  ['', 'anna@kontor.example', { email: 'anna@kontor.example' }],
  ['12', 'a b@c.d', undefined],
  ['89001234567', 'x@y.ru', { phone: '89001234567', email: 'x@y.ru' }],
])('phone "%s" and e-mail "%s"', (phone, email, body) => expect(worthAsking({ phone, email })).toEqual(body))
