export { type RunningSandbox, startSandboxBitrix24 } from './bitrix24/sandbox-bitrix24.ts'
export { type MailCatcher, startMailCatcher } from './mail-catcher.ts'
