import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { budgets } from './build/budgets.ts'
import { icons } from './build/icons.ts'
import { leanZod } from './build/lean-zod.ts'
import { spokenWords } from './build/spoken-words.ts'

const words = (lang: 'ru' | 'en') => ({ name: `door-${lang}`, test: new RegExp(`/(app|kit|identity)/words/${lang}\\.ts$`) })
const api = process.env['KONTOR_API'] ?? 'http://127.0.0.1:8080'

/** Nuxt UI is used by explicit import: nothing appears in a file that the file does not name. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    vue(),
    ui({ autoImport: false, components: false, dts: false, colorMode: false, experimental: { componentDetection: true } }),
    icons(),
    leanZod(),
    spokenWords(),
    budgets(),
  ],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    // Words are made ready by app/messages.ts.
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __FEATURE_PROD_DEVTOOLS__: 'false',
  },
  server: {
    proxy: {
      '/api': { target: api, ws: true },
      '/docs': api,
      '/sandbox': api,
      '/health': api,
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // What is heavy is weighed gzipped, by the budgets above.
    chunkSizeWarningLimit: 1000,
    // Inlined pictures would be data: addresses, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    // The contracts name schemas of the core; the deciders beside them must not travel to the browser.
    rolldownOptions: {
      // What the door says comes in one parcel a language; each capability brings its own.
      output: { codeSplitting: { groups: (['ru', 'en'] as const).map(words) } },
      treeshake: { moduleSideEffects: [{ test: /\/(core|projections|gateways)\//, sideEffects: false }] },
    },
  },
})
