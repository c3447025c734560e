import { mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { builtIn } from '../sites'
import { matches } from '../sites/hosts'

/** Keeps what it is told and acknowledges it as the real background does; answers all of it to a page of the extension. */
const BACKGROUND = `const rules = ${JSON.stringify(builtIn)}
const told = []
const tabs = new Map()
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (message.type === 'dump') {
    answer(told)
    return
  }
  if (message.type === 'describe-tab') {
    chrome.tabs.sendMessage(tabs.get(message.host), { type: 'describe' }, { frameId: 0 }).then(answer)
    return true
  }
  if (message.type === 'rules') {
    answer({ value: rules })
    return
  }
  told.push({ ...message, frame: sender.frameId })
  if (message.type === 'page') tabs.set(message.input.host, sender.tab.id)
  if (message.type === 'watch') {
    const { first, spans, closed } = message.input
    answer({ value: { recording: true, acknowledged: first + spans.length - (closed ? 0 : 1) } })
  } else answer({})
})`

/** An extension of the real content script and a background that only listens. Its folder, to be removed by the caller. */
export async function makeProbe(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xueji-capture-'))
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'wxt/browser': '@wxt-dev/browser' } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: path.join(import.meta.dirname, '../entrypoints/watch.content/index.ts'),
        name: 'watch',
        formats: ['iife'],
        fileName: () => 'watch.js',
      },
      rolldownOptions: { output: { footer: '(watch.default ?? watch).main();' } },
    },
  })
  const manifest = {
    manifest_version: 3,
    name: 'probe',
    version: '1.0',
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    host_permissions: matches,
    content_scripts: [
      { matches, js: ['watch.js'], run_at: 'document_start', all_frames: true, match_origin_as_fallback: true },
    ],
    browser_specific_settings: { gecko: { id: 'capture@xueji.test' } },
  }
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(path.join(folder, 'background.js'), BACKGROUND)
  await writeFile(path.join(folder, 'page.html'), '<!doctype html><title>probe</title>')
  return folder
}
