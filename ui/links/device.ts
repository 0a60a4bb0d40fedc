const devices = ['desktop', 'phone', 'tablet'] as const
type Words = (key: string) => string

/** The word for a kind of device. */
export const deviceName = (device: string, t: Words): string => {
  const known = devices.find((one) => one === device)
  return known ? t(`links.device.${known}`) : t('links.device.other')
}

/** A browser goes by its own name; one that did not give it by a word of ours. */
export const browserName = (browser: string, t: Words): string => (browser === 'other' ? t('links.otherBrowser') : browser)
