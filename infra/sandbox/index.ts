export type { CaughtLetter } from './caught-letters.ts'
export { type MailCatcher, startMailCatcher } from './mail-catcher.ts'
