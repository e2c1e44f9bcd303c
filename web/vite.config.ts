import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { precompressed } from './precompressed'
import { sdkScripts } from './sdkScripts'

const server = process.env['HEDGEROW_URL'] ?? 'http://127.0.0.1:8000'

/** The built pages lie inside the Python package; `npm run dev` sends API calls to a running server instead. */
export default defineConfig({
  plugins: [react(), sdkScripts(), precompressed()],
  base: '/',
  build: {
    outDir: '../src/hedgerow/api/ui',
    emptyOutDir: true,
    rolldownOptions: { input: ['index.html', 'shared.html'] }, // the shared page loads without the app's code
    assetsInlineLimit: 0, // a strict content security policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server, '/_health': server } },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
