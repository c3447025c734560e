import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { type FramePort, FrameWatch } from '../../capture/watch-frame'
import { type FrameMessages, readReply } from '../../messages'
import { matches } from '../../sites/hosts'
import { openOrClosedRoot } from './closed-roots'
import { onlyCopy } from './only-copy'

export default defineContentScript({
  matches,
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  /** A page can forge WXT's "another copy has started" event, so nothing here hangs on its context. */
  main() {
    onlyCopy(document, alive, () => new FrameWatch(window, port), listen)
  },
})

const port: FramePort = {
  alive,
  openRoot: openOrClosedRoot,
  panel: () => browser.runtime.getURL('/presence.html'),
  send: async (type, input) => readReply(await browser.runtime.sendMessage({ type, input })),
}

/** What the background asks of a frame. Answered by `sendResponse`, which every browser understands. */
function listen(watch: FrameWatch): void {
  browser.runtime.onMessage.addListener((message: unknown, _sender, answer) => {
    if (isOf(message, 'presence'))
      answer(watch.ask({ show: message.input?.show === true, anyway: message.input?.anyway === true }))
    if (window !== window.top) return
    if (isOf(message, 'describe')) answer(watch.describe())
    if (isOf(message, 'active')) watch.used()
  })
}

const isOf = (
  message: unknown,
  type: keyof FrameMessages,
): message is { input?: { show?: unknown; anyway?: unknown } } =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === type

/** False once the extension of this copy was updated, disabled or removed. */
function alive(): boolean {
  try {
    return Boolean(browser.runtime?.id)
  } catch {
    return false
  }
}
