import { execFileSync } from 'node:child_process'

/** The screens as they are now; does nothing when they are already built. */
export default () => execFileSync(process.execPath, ['scripts/build-ui.ts'], { stdio: 'inherit' })
