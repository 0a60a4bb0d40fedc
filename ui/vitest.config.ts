import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { icons } from './build/icons.ts'

/** The tests of the screens need Vite's own reading of `.vue` and of globs, so they are a project of their own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), icons()],
  test: { name: 'ui', include: ['**/*.test.ts'] },
})
