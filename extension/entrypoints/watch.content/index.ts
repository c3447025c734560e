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
    onlyCopy(document, alive, () => new FrameWatch(window, port), answer)
  },
})

const port: FramePort = {
  alive,
  openRoot: openOrClosedRoot,
  send: async (type, input) => readReply(await browser.runtime.sendMessage({ type, input })),
}

/** The background asks the top frame what its page shows. Answered by `sendResponse`, which every browser understands. */
function answer(watch: FrameWatch): void {
  browser.runtime.onMessage.addListener((message: unknown, _sender, answer) => {
    if (isOf(message, 'rules')) watch.askAgain()
    if (window !== window.top) return
    if (isOf(message, 'describe')) answer(watch.describe())
    if (isOf(message, 'active')) watch.used()
  })
}

const isOf = (message: unknown, type: keyof FrameMessages): boolean =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === type

/** False once the extension of this copy was updated, disabled or removed. */
function alive(): boolean {
  try {
    return Boolean(browser.runtime?.id)
  } catch {
    return false
  }
}
