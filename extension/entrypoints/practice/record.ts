import { browser } from 'wxt/browser'
import { FrameWatch } from '../../capture/watch-frame'
import { readReply } from '../../messaging'

/**
 * Where the lesson is, for its rule and in the record: a reserved name (RFC 2606), because the address of a page of ours is
 * the profile's own and nobody's business.
 */
const PLACE = 'https://practice.invalid/practice'

/** Content scripts do not enter pages of extensions: this one watches its own player, with what they are made of. */
export function recordHere(): FrameWatch {
  // A page without an address on the web is where its base is, as with frames that have none.
  const base = document.createElement('base')
  base.href = PLACE
  document.head.append(base)
  return new FrameWatch(window, {
    alive: () => true,
    openRoot: (element) => element.shadowRoot,
    panel: () => browser.runtime.getURL('/presence.html'),
    send: async (type, input) => readReply(await browser.runtime.sendMessage({ type, input })),
  })
}
