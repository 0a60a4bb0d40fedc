import { expect, test } from 'vitest'
import { browserName, deviceName } from './device.ts'

const t = (key: string) => key

test.each([
  ['phone', 'links.device.phone'],
  ['desktop', 'links.device.desktop'],
  ['fridge', 'links.device.other'],
])('a %s is called %s', (device, name) => expect(deviceName(device, t)).toBe(name))
test('a browser goes by its own name, where it gave one', () => {
  expect([browserName('Firefox', t), browserName('other', t)]).toEqual(['Firefox', 'links.otherBrowser'])
})
