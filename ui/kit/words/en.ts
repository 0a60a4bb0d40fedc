import type { Words } from '../word-tree.ts'

export const words: Words = {
  problem: { code: 'Code: {code}' },
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  done: 'Done',
  toDo: 'To do',
  optional: 'optional',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  loading: 'Loading',
  stale: 'Shown as of {time}. The last update did not come through; we will retry.',
  retry: 'Retry',
  new: '{n} new | {n} new',
  switchFrom: 'Switch organisation, now {name}',
  live: {
    live: 'Live',
    liveAbout: 'News appears on the screen by itself.',
    reconnecting: 'Reconnecting',
    reconnectingAbout: 'Until the connection is back, the screen asks for news every 15 s.',
    polling: 'Updates every 15 s',
    pollingAbout: 'A lasting connection is not available here, so the screen asks for news every 15 s.',
    updated: 'Last update: {time}',
    position: 'Position {position}',
  },
}
