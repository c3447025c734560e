import { describe, expect, it } from 'vitest'
import type { SiteRule } from '../../shared/site/rule'
import { matches } from '../sites/hosts'
import { closedHosts, type Registrar, type Registration, reconcile } from './own-sites'

/** The browser as it was measured: no permission, no effect and no error; a second registration of an id throws; an update forgets all. */
class Browser implements Registrar {
  there = new Map<string, Registration>()
  granted = new Set<string>()
  knowsMain = true
  knowsFallback = true
  calls = 0

  registered = async () => [...this.there.values()].map(({ id, matches, js }) => ({ id, matches, js }))
  allowed = async (origins: string[]) => origins.every((origin) => this.granted.has(origin))
  async register(one: Registration) {
    this.calls++
    if (one.world === 'MAIN' && !this.knowsMain) throw new Error("Invalid value for 'world'")
    if ('matchOriginAsFallback' in one && !this.knowsFallback)
      throw new Error("Unexpected property: 'matchOriginAsFallback'")
    if (this.there.has(one.id)) throw new Error(`Duplicate script ID '${one.id}'`)
    this.there.set(one.id, one)
  }
  async unregister(id: string) {
    if (!this.there.delete(id)) throw new Error(`Nonexistent script ID '${id}'`)
  }
  allow(host: string) {
    this.granted.add(`https://${host}/*`).add(`http://${host}/*`)
  }
}

const rule = (host: string, calls = false): SiteRule => ({
  id: host,
  version: 1,
  hosts: [host],
  ...(calls && { calls: { lesson: { url: 'x' } } }),
  pages: [{ name: 'any', fields: {} }],
})
const scripts = { watch: ['watch.js'], tap: ['tap.js'], hello: ['hello.js'] }

describe('content scripts of own sites', () => {
  it('stand where a rule names the host and the trainee has allowed it, and nowhere else', async () => {
    const browser = new Browser()
    const rules = [rule('a.example.cn', true), rule('b.example.cn'), rule('px.class.com.cn', true)]
    expect(await reconcile(browser, rules, matches, scripts)).toEqual({ hosts: [], pages: [] })
    expect(browser.there.size).toBe(0)
    browser.allow('b.example.cn')
    await reconcile(browser, rules, matches, scripts)
    expect([...browser.there.values()]).toMatchObject([{ id: 'own-watch', matches: ['*://b.example.cn/*'] }])
    browser.allow('a.example.cn')
    await reconcile(browser, rules, matches, scripts)
    expect(browser.there.get('own-watch')?.matches).toEqual(['*://a.example.cn/*', '*://b.example.cn/*'])
    expect(browser.there.get('own-tap')).toMatchObject({ matches: ['*://a.example.cn/*'], world: 'MAIN' })
  })

  it('done again, nothing is registered twice; taken back or withdrawn, they go', async () => {
    const browser = new Browser()
    browser.allow('a.example.cn')
    for (let i = 0; i < 3; i++) await reconcile(browser, [rule('a.example.cn', true)], matches, scripts)
    expect(browser.calls).toBe(2)
    browser.granted.clear()
    await reconcile(browser, [rule('a.example.cn', true)], matches, scripts)
    expect(browser.there.size).toBe(0)
    browser.allow('a.example.cn')
    await reconcile(browser, [rule('a.example.cn')], matches, scripts)
    await reconcile(browser, [], matches, scripts)
    expect(browser.there.size).toBe(0)
  })

  it('an update of the extension loses them: the next start brings them back, with the files of the new build', async () => {
    const browser = new Browser()
    browser.allow('a.example.cn')
    await reconcile(browser, [rule('a.example.cn')], matches, scripts)
    browser.there.clear()
    await reconcile(browser, [rule('a.example.cn')], matches, scripts)
    expect(browser.there.size).toBe(1)
    await reconcile(browser, [rule('a.example.cn')], matches, { ...scripts, watch: ['watch-2.js'] })
    expect(browser.there.get('own-watch')?.js).toEqual(['watch-2.js'])
  })

  it('a kernel that knows no world of the page has everything but the tap', async () => {
    const browser = new Browser()
    browser.knowsMain = false
    browser.allow('a.example.cn')
    expect((await reconcile(browser, [rule('a.example.cn', true)], matches, scripts)).hosts).toEqual(['a.example.cn'])
    expect([...browser.there.keys()]).toEqual(['own-watch'])
  })

  it('a kernel before Chromium 119 is entered all the same', async () => {
    const browser = new Browser()
    browser.knowsFallback = false
    browser.allow('a.example.cn')
    expect((await reconcile(browser, [rule('a.example.cn')], matches, scripts)).hosts).toEqual(['a.example.cn'])
    expect([...browser.there.keys()]).toEqual(['own-watch'])
  })

  it('frame hosts belong to a site', async () => {
    const browser = new Browser()
    browser.allow('*.example.cn')
    browser.allow('player.example.com')
    const one = { ...rule('*.example.cn'), frames: ['player.example.com', 'px.class.com.cn'] }
    expect((await reconcile(browser, [one], matches, scripts)).hosts).toEqual(['*.example.cn', 'player.example.com'])
  })
})

describe('hosts that the browser keeps closed', () => {
  it('are those of the manifest and of own rules that are not granted, whoever took them back', async () => {
    const browser = new Browser()
    const closed = () =>
      closedHosts(browser.allowed, [rule('a.example.cn')], ['*://px.class.com.cn/*', '*://*.ataclass.cn/*'])
    expect(await closed()).toEqual([
      { host: 'px.class.com.cn', own: false },
      { host: '*.ataclass.cn', own: false },
      { host: 'a.example.cn', own: true },
    ])
    for (const host of ['px.class.com.cn', 'a.example.cn']) browser.allow(host)
    expect(await closed()).toEqual([{ host: '*.ataclass.cn', own: false }])
    browser.allow('*.ataclass.cn')
    expect(await closed()).toEqual([])
  })
})

describe('the pages of a server', () => {
  const server = 'https://px.example.cn:8787/*'

  it('are answered, and their practice lesson is recorded, once the browser allows the server; nothing else of it is entered', async () => {
    const browser = new Browser()
    expect((await reconcile(browser, [], matches, scripts, [server])).pages).toEqual([])
    expect(browser.there.size).toBe(0)
    browser.granted.add(server)
    expect((await reconcile(browser, [], matches, scripts, [server])).pages).toEqual([server])
    expect([...browser.there.values()].map(({ id, matches, js }) => ({ id, matches, js }))).toEqual([
      { id: 'server-hello', matches: [server], js: ['hello.js'] },
      { id: 'server-practice', matches: ['https://px.example.cn:8787/practice*'], js: ['watch.js'] },
    ])
  })

  it('are left alone again when the last class of the server is gone', async () => {
    const browser = new Browser()
    browser.granted.add(server)
    await reconcile(browser, [], matches, scripts, [server])
    await reconcile(browser, [], matches, scripts, [])
    expect(browser.there.size).toBe(0)
  })
})
