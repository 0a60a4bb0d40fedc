import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { icons } from './build/icons.ts'

const api = process.env['KONTOR_API'] ?? 'http://127.0.0.1:8080'

/** Nuxt UI is used by explicit import: nothing appears in a file that the file does not name. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), ui({ autoImport: false, components: false, dts: false, colorMode: false, experimental: { componentDetection: true } }), icons()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
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
    // Inlined pictures would be data: addresses, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    // The contracts name schemas of the core; the deciders beside them must not travel to the browser.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/(core|projections|gateways)\//, sideEffects: false }] } },
  },
})
