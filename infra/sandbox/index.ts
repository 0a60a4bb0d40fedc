export { type MailCatcher, startMailCatcher } from './mail-catcher.ts'
