import { browser } from 'wxt/browser'
import { FrameWatch } from '../../capture/watch-frame'
import { readReply } from '../../messaging'

/** What the address of a page of ours would say is the profile's own: no record needs it. */
const HOST = 'practice'

/** Content scripts do not enter pages of extensions: this one watches its own player, with what they are made of. */
export const recordHere = (): FrameWatch =>
  new FrameWatch(window, {
    alive: () => true,
    openRoot: (element) => element.shadowRoot,
    panel: () => browser.runtime.getURL('/presence.html'),
    send: async (type, input) => readReply(await browser.runtime.sendMessage({ type, input: unplaced(input) })),
  })

function unplaced(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  if ('page' in input && typeof input.page === 'object') return { ...input, page: { ...input.page, host: HOST } }
  return 'courses' in input ? { ...input, host: HOST } : input
}
