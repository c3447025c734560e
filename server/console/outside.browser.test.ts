import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp } from '../app.fixture'
import { boards } from './client/board'
import { buildConsole } from './test/built'

/** Addresses that stand in the build and are never asked for: names of XML vocabularies, texts and examples. */
const names = [
  /^http:\/\/www\.w3\.org\//,
  /^https?:\/\/[^/]*example\./,
  // Shown in help texts for people to read or copy.
  /^https?:\/\/(localhost|127\.0\.0\.1)/,
]

describe('the built console', () => {
  let built: Awaited<ReturnType<typeof buildConsole>>
  beforeAll(async () => {
    built = await buildConsole()
  })
  afterAll(() => built?.remove())

  it('loads nothing from elsewhere: its page and styles name files of its own alone', async () => {
    const page = await readFile(join(built.root, 'index.html'), 'utf8')
    const loaded = [...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
    expect(loaded.length).toBeGreaterThan(1)
    expect(loaded.filter((address) => !address?.startsWith('/') || address.startsWith('//'))).toEqual([])
    const assets = await readdir(join(built.root, 'assets'))
    for (const name of assets.filter((one) => one.endsWith('.css'))) {
      const style = await readFile(join(built.root, 'assets', name), 'utf8')
      expect(style).not.toMatch(/@import|url\((?!['"]?(data:|\/assets\/))/)
    }
  })

  it('asks nothing of elsewhere: its scripts fetch below /api, open no socket, and follow the class board alone', async () => {
    expect(boards.live('x')).toBe('/api/classes/x/board/live')
    let followed = 0
    const assets = await readdir(join(built.root, 'assets'))
    for (const name of assets.filter((one) => one.endsWith('.js'))) {
      const script = await readFile(join(built.root, 'assets', name), 'utf8')
      expect(script).not.toMatch(/new WebSocket\b|importScripts|sendBeacon/)
      followed += script.match(/new EventSource\b/g)?.length ?? 0
      const fetched = [...script.matchAll(/\bfetch\(([`'"])(.*?)\1/g)].map(([, , address]) => address)
      expect(fetched.filter((address) => !address?.startsWith('/'))).toEqual([])
      const used = [...script.matchAll(/\b(?:src|href|action)\s*[:=]\s*["'`](https?:\/\/[^"'`]*)/g)].map(
        ([, at]) => at ?? '',
      )
      expect(used.filter((at) => !names.some((name) => name.test(at)))).toEqual([])
    }
    expect(followed).toBe(1)
  })

  it('is served under a policy that would not let it: scripts, styles, pictures and requests of the server’s own alone', async () => {
    const { app } = await openApp({ console: built.root })
    for (const path of ['/', '/classes/x', '/people', '/my']) {
      const policy = (await app.request(path)).headers.get('content-security-policy') ?? ''
      const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
      expect(rules.get('default-src')).toBe("'none'")
      for (const what of ['script-src', 'style-src', 'connect-src', 'font-src', 'form-action'])
        expect(rules.get(what), what).toBe("'self'")
      expect(rules.get('frame-ancestors')).toBe("'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
    }
  })
})
