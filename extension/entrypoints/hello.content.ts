import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import type { FromExtension } from '../messages'
import { type Reply, readReply } from '../messaging'

/**
 * Stands on the pages of servers that this device has joined, and nowhere else: the background registers it there. It only
 * answers what the page itself asks, to the page's own origin; what it may say the background decides by the page's address.
 */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main() {
    // A page gets it by registration and again from a background that has just started.
    if (window !== window.top || Reflect.has(globalThis, HERE)) return
    Reflect.set(globalThis, HERE, true)
    window.addEventListener('message', hear)
  },
})

const HERE = 'xuejiHello'

function hear({ source, origin, data }: MessageEvent<unknown>): void {
  if (source !== window || origin !== location.origin || !isHello(data)) return
  if (alive()) void answer()
  else window.removeEventListener('message', hear)
}

async function answer(): Promise<void> {
  try {
    const reply: Reply<FromExtension[]> | undefined = await browser.runtime.sendMessage({ type: 'hello' })
    for (const said of readReply(reply) ?? []) window.postMessage(said, location.origin)
  } catch {
    // The background is being updated; the page asks again.
  }
}

const isHello = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'xueji' in data && data.xueji === 'hello'

/** False once the extension of this copy was updated, disabled or removed. */
function alive(): boolean {
  try {
    return Boolean(browser.runtime?.id)
  } catch {
    return false
  }
}
