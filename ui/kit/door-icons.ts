import type { IconName } from './icon-names.ts'

/** The icons of the pages that nobody signs in to. They come at once; all others come with the shells, since the sign-in page has a budget. */
export const doorIcons: readonly IconName[] = [
  'ban',
  'building-2',
  'check',
  'circle-alert',
  'circle-check',
  'circle-x',
  'clock',
  'copy',
  'eye',
  'eye-off',
  'handshake',
  'hourglass',
  'languages',
  'loader-circle',
  'log-out',
  'mail',
  'moon',
  'search-x',
  'send',
  'shield-check',
  'sun',
  'sun-moon',
  'triangle-alert',
  'users',
]
