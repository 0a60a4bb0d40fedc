import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Files that are read, not imported. A bundle carries them at the paths they have in the repository. */
const root = fileURLToPath(new URL('../../', import.meta.url))

/** The built screens, or undefined when nobody built them. */
export const uiFolder = (): string | undefined => (existsSync(`${root}ui/dist/index.html`) ? `${root}ui/dist` : undefined)
