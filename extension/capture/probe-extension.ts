import { mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { builtIn, calls } from '../sites'
import { matches, tapped } from '../sites/hosts'

/** Keeps what it is told and acknowledges it as the real background does; answers all of it to a page of the extension. */
const BACKGROUND = `const rules = ${JSON.stringify(builtIn.map((rule) => ({ rule, ref: `${rule.id}@${rule.version}` })))}
const told = []
const tabs = new Map()
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (message.type === 'dump') {
    answer(told)
    return
  }
  if (message.type === 'describe-tab') {
    const tab = tabs.get(message.host)
    if (tab === undefined) answer()
    else chrome.tabs.sendMessage(tab, { type: 'describe' }, { frameId: 0 }).then(answer, () => answer())
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
  } else answer({ value: { taken: true } })
})`

/** A content script as one file that runs, as WXT makes it. */
const script = (folder: string, name: string, entry: string) =>
  build({
    configFile: false,
    logLevel: 'error',
    define: { XUEJI_CALLS: JSON.stringify(calls) },
    resolve: { alias: { 'wxt/browser': '@wxt-dev/browser' } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: path.join(import.meta.dirname, '../entrypoints', entry),
        name,
        formats: ['iife'],
        fileName: () => `${name}.js`,
      },
      rolldownOptions: { output: { footer: `(${name}.default ?? ${name}).main();` } },
    },
  })

/** An extension of the real content scripts and a background that only listens. Its folder, to be removed by the caller. */
export async function makeProbe(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xueji-capture-'))
  await script(folder, 'watch', 'watch.content/index.ts')
  await script(folder, 'tap', 'tap.content.ts')
  const manifest = {
    manifest_version: 3,
    name: 'probe',
    version: '1.0',
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    host_permissions: matches,
    content_scripts: [
      { matches, js: ['watch.js'], run_at: 'document_start', all_frames: true, match_origin_as_fallback: true },
      { matches: tapped, js: ['tap.js'], run_at: 'document_start', all_frames: true, world: 'MAIN' },
    ],
    browser_specific_settings: { gecko: { id: 'capture@xueji.test' } },
  }
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(path.join(folder, 'background.js'), BACKGROUND)
  await writeFile(path.join(folder, 'page.html'), '<!doctype html><title>probe</title>')
  return folder
}
