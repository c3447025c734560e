import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { findMedia } from '../../capture/find-media'
import { describePage, observePage } from '../../capture/page'
import { MediaWatch } from '../../capture/watch-media'
import type { Answer, ContentMessages, PageDescription } from '../../messages'
import { builtIn } from '../../sites'
import { matches } from '../../sites/hosts'

/** A reading about every second besides those at events: sees rates set without an event, stalls, sleep. */
const READ_EVERY = 1000
const MARK = 'xuejiWatches'

export default defineContentScript({
  matches,
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    // A page can forge WXT's "another copy has started" event, so nothing here hangs on ctx; a real second copy is told apart by this mark in our own world.
    if (Reflect.get(globalThis, MARK)) return
    Reflect.set(globalThis, MARK, true)
    watchFrame()
  },
})

function watchFrame(): void {
  const stops: (() => void)[] = []
  const watches = new Set<MediaWatch>()
  /** False once this copy's extension is gone (updated, removed): then leave the page quietly. */
  const alive = () => {
    if (browser.runtime?.id) return true
    for (const stop of stops.splice(0)) stop()
    return false
  }
  const send = async <K extends keyof ContentMessages>(type: K, input: ContentMessages[K]['input']): Promise<Answer<ContentMessages, K> | undefined> => {
    if (!alive()) return undefined
    return browser.runtime.sendMessage({ type, input })
  }
  const describe = (): PageDescription => describePage(document, new URL(pageAddress()), builtIn)

  const deps = {
    newId: () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    mono: () => performance.now(),
    wall: () => Date.now(),
    visible: () => document.visibilityState === 'visible' && !isPrerendering(document),
    report: async (report: Parameters<MediaWatch['deps']['report']>[0]) => (await send('watch', { ...report, page: describe() }))?.acknowledged,
  }
  stops.push(
    findMedia(document, openOrClosedRoot, {
      added(element) {
        const watch = new MediaWatch(element, deps)
        watches.add(watch)
      },
    }),
  )
  const timer = setInterval(() => {
    if (alive()) for (const watch of watches) watch.read()
  }, READ_EVERY)
  const readAll = () => {
    for (const watch of watches) watch.read()
  }
  const flushAll = () => {
    for (const watch of watches) watch.flush()
  }
  document.addEventListener('visibilitychange', readAll)
  document.addEventListener('freeze', flushAll)
  window.addEventListener('pagehide', flushAll)
  window.addEventListener('pageshow', readAll)
  stops.push(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', readAll)
    document.removeEventListener('freeze', flushAll)
    window.removeEventListener('pagehide', flushAll)
    window.removeEventListener('pageshow', readAll)
    for (const watch of watches) watch.stop()
  })
  if (window === window.top) {
    stops.push(observePage(document, describe, (page) => void send('page', page).catch(() => undefined)))
    browser.runtime.onMessage.addListener((message: unknown) => (isDescribe(message) ? Promise.resolve(describe()) : undefined))
  }
}

/** about:blank and srcdoc frames carry their parent's origin, not an address of their own. */
function pageAddress(): string {
  if (/^https?:/.test(location.href)) return location.href
  return /^https?:/.test(document.baseURI) ? document.baseURI : `${location.origin === 'null' ? 'http://unknown.invalid' : location.origin}/`
}

const isDescribe = (message: unknown): boolean => typeof message === 'object' && message !== null && 'type' in message && message.type === 'describe'
const isPrerendering = (page: Document & { prerendering?: boolean }): boolean => page.prerendering === true

/** The one way into closed roots from the isolated world: Chromium's `dom` namespace, Firefox's element method. */
function openOrClosedRoot(element: Element & { openOrClosedShadowRoot?: ShadowRoot | null }): ShadowRoot | null {
  const dom: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } | undefined = Reflect.get(globalThis, 'chrome')?.dom
  try {
    return dom?.openOrClosedShadowRoot?.(element) ?? element.openOrClosedShadowRoot ?? element.shadowRoot
  } catch {
    return element.shadowRoot
  }
}
