import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

/** Everything in hashed files of our own: the page runs under `script-src 'self'; style-src 'self'` without a network. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  publicDir: false,
  plugins: [preact()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The oldest kernel that 360-class browsers still bring along.
    target: ['chrome86', 'firefox115'],
  },
})
