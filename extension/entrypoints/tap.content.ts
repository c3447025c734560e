import { defineContentScript } from 'wxt/utils/define-content-script'
import type { Allowed } from '../../shared/site/calls'
import { tap } from '../capture/tap'
import { tapped } from '../sites/hosts'

/** What the built-in rules allow, put here by the build: `calls` of extension/sites/index.ts. */
declare const XUEJI_CALLS: readonly Allowed[]

/** In the page's own world, and only on sites whose rule names calls. */
export default defineContentScript({
  matches: tapped,
  world: 'MAIN',
  allFrames: true,
  runAt: 'document_start',
  /** Not even a name of ours stands in the page. */
  globalName: false,
  main() {
    tap(window, XUEJI_CALLS)
  },
})
