import { execFileSync } from 'node:child_process'

/** The screens as they are now; does nothing when they are already built. */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export of its global setup
export default () => execFileSync(process.execPath, ['scripts/build-ui.ts'], { stdio: 'inherit' })
