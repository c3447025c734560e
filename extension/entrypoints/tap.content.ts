import { defineContentScript } from 'wxt/utils/define-content-script'
import { tap } from '../capture/tap'
import { callsOn, type TappedCalls, tapped } from '../sites/hosts'

/** What the built-in rules allow, put here by the build: `calls` of extension/sites/index.ts. */
declare const XUEJI_CALLS: readonly TappedCalls[]

/** In the page's own world, and only on sites whose rule names calls. */
export default defineContentScript({
  matches: tapped,
  world: 'MAIN',
  allFrames: true,
  runAt: 'document_start',
  /** Not even a name of ours stands in the page. */
  globalName: false,
  main() {
    tap(window, callsOn(XUEJI_CALLS, location.hostname))
  },
})
