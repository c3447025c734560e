import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/** The page loads nothing and sends nothing: its own script by hash, its own style, and no address at all. */
const policyOf = (script: string) =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** Script and style written into the page, which is then the only file: it is opened from disk. */
const oneFile: Plugin = {
  name: 'one-file',
  enforce: 'post',
  generateBundle(_, bundle) {
    let script = ''
    let style = ''
    for (const [name, output] of Object.entries(bundle)) {
      if (output.type === 'chunk') script += output.code
      else if (name.endsWith('.css')) style += String(output.source)
      if (!name.endsWith('.html')) delete bundle[name]
    }
    const page = bundle['index.html']
    if (page?.type !== 'asset') throw new Error('no page')
    // A closing tag inside the script would end it.
    const safe = `\n${script.replaceAll('</script', '<\\/script')}`
    page.fileName = 'verify.html'
    page.source = String(page.source)
      .replace(/<script type="module"[^>]*><\/script>/, '')
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
      .replace('{{policy}}', policyOf(safe))
      .replace('</body>', () => `<script type="module">${safe}</script></body>`)
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  plugins: [oneFile],
  build: {
    outDir: fileURLToPath(new URL('../../dist/verify', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    cssCodeSplit: false,
    // The first with everything the verifier is written in, and with inflating of their own.
    target: ['chrome110', 'firefox115'],
  },
})
