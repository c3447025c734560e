import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { MINIMUM } from '../../extension/journal/build'
import type { Badge } from '../../extension/messages'
import { builtIn } from '../../extension/sites'
import { matches, tapped } from '../../extension/sites/hosts'

const Manifest = v.object({
  manifest_version: v.literal(3),
  default_locale: v.string(),
  permissions: v.array(v.string()),
  host_permissions: v.array(v.string()),
  optional_host_permissions: v.array(v.string()),
  incognito: v.string(),
  commands: v.record(v.string(), v.object({ suggested_key: v.object({ default: v.string() }) })),
  web_accessible_resources: v.array(
    v.object({ resources: v.array(v.string()), use_dynamic_url: v.optional(v.boolean()) }),
  ),
  content_scripts: v.array(
    v.object({
      matches: v.array(v.string()),
      js: v.array(v.string()),
      world: v.optional(v.string()),
      run_at: v.string(),
      all_frames: v.boolean(),
    }),
  ),
  storage: v.optional(v.object({ managed_schema: v.string() })),
  minimum_chrome_version: v.optional(v.string()),
  browser_specific_settings: v.optional(v.object({ gecko: v.object({ strict_min_version: v.string() }) })),
})

/** Every word that the badge has a title for. */
const states: Record<Exclude<Badge['state'], 'attention'>, true> = {
  recording: true,
  'not-counting': true,
  'signed-in': true,
  'signed-out': true,
}
const troubles: Record<Extract<Badge, { state: 'attention' }>['why'], true> = {
  storage: true,
  'old-kernel': true,
  'not-joined': true,
  'choose-class': true,
  'key-lost': true,
  presence: true,
  'not-received': true,
  'not-allowed': true,
}

describe.each(['chrome-mv3', 'firefox-mv3'])('the built extension for %s', (build) => {
  const folder = fileURLToPath(new URL(`../../dist/extension/${build}`, import.meta.url))
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
  const manifest = v.parse(Manifest, read('manifest.json'))

  it('asks for nothing but what PERMISSIONS.md explains', () => {
    expect([...manifest.permissions].sort()).toEqual([
      ...['alarms', 'notifications', 'scripting', 'storage', 'unlimitedStorage'],
    ])
    expect([...manifest.host_permissions].sort()).toEqual([...matches].sort())
    expect([...manifest.optional_host_permissions].sort()).toEqual(['http://*/*', 'https://*/*'])
    const explained = readFileSync(new URL('../../extension/PERMISSIONS.md', import.meta.url), 'utf8')
    for (const permission of manifest.permissions) expect(explained).toContain(`\`${permission}\``)
  })

  it('lets pages load the panel of the presence check and nothing else, in Chromium by an address of the moment', () => {
    expect(manifest.web_accessible_resources).toEqual([
      { resources: ['presence.html'], ...(build === 'chrome-mv3' && { use_dynamic_url: true }) },
    ])
    expect(existsSync(path.join(folder, 'presence.html'))).toBe(true)
    expect(Object.keys(manifest.commands)).toEqual(['answer-presence'])
  })

  it('tells Chromium what a policy may set; what answers the pages of servers is there, and enters no page by itself', () => {
    const { managed_schema: schema } = manifest.storage ?? {}
    expect(schema).toBe(build === 'chrome-mv3' ? 'managed-schema.json' : undefined)
    if (schema) expect(Object.keys(read(schema).properties).sort()).toEqual(['classCode', 'server'])
    expect(existsSync(path.join(folder, 'content-scripts/hello.js'))).toBe(true)
    expect(JSON.stringify(manifest.content_scripts)).not.toContain('hello')
  })

  it('does not run in private windows, nor below the kernels it was made for', () => {
    expect(manifest.incognito).toBe('not_allowed')
    const { minimum_chrome_version: chromium, browser_specific_settings: firefox } = manifest
    expect([chromium, firefox?.gecko.strict_min_version]).toEqual(
      build === 'chrome-mv3' ? [String(MINIMUM.chrome), undefined] : [undefined, '142.0'],
    )
  })

  it('injects nothing: the manifest says which script runs in which world, the tap only where a rule names calls', () => {
    const scripts = manifest.content_scripts.map(({ js, world = 'ISOLATED', matches: hosts, run_at, all_frames }) => ({
      script: js.map((file) => path.basename(file)),
      world,
      hosts: [...hosts].sort(),
      run_at,
      all_frames,
    }))
    const at = { run_at: 'document_start', all_frames: true }
    expect(scripts.sort((a, b) => a.world.localeCompare(b.world))).toEqual([
      { script: ['watch.js'], world: 'ISOLATED', hosts: [...matches].sort(), ...at },
      { script: ['tap.js'], world: 'MAIN', hosts: [...tapped], ...at },
    ])
    const calling = builtIn.filter(({ calls, hosts }) => calls && hosts.length > 0).flatMap(({ hosts }) => hosts)
    expect(calling.map((host) => `*://${host}/*`)).toEqual([...tapped])
  })

  it('carries the rules beside its scripts, and its words in Chinese first', () => {
    expect(read('rules.json')).toEqual(builtIn)
    expect(manifest.default_locale).toBe('zh_CN')
    expect(readdirSync(path.join(folder, '_locales')).sort()).toEqual(['en', 'zh_CN'])
    const check = ['answer_presence', 'presence_title', 'presence_text']
    const named = [...Object.keys(states), ...Object.keys(troubles), ...check].map((name) => name.replace('-', '_'))
    for (const language of ['zh_CN', 'en'])
      expect(Object.keys(read(`_locales/${language}/messages.json`)).sort()).toEqual(['description', ...named].sort())
  })
})
