import { parseUrl } from '../parse-url'

const PLUGINS = ['flash', 'silverlight', 'mms', 'realaudio'].flatMap((name) => [
  `embed[type*="${name}"]`,
  `object[type*="${name}"]`,
])
const SELECTOR = [...PLUGINS, 'embed[src*=".swf"]', 'object[data*=".swf"]'].join(',')
/** Smaller ones are charts, codes and advertisements. */
const WIDE = 480
const HIGH = 270

/** A player that no media element stands behind, or a frame where one may be: nothing can be read from it, and nothing is guessed. */
export interface Unmeasurable {
  what: 'plugin' | 'canvas' | 'frame' | 'audio'
  /** Type of the plug-in, or host of the frame; empty of the others. */
  detail: string
}

/** What a page without any media element may play by. `own` is the host of the page. */
export function findUnmeasurable(document: Document, own: string): Unmeasurable[] {
  const plugin = document.querySelector(SELECTOR)
  const canvas = [...document.querySelectorAll('canvas')].some(isLarge)
  const frames = [...document.querySelectorAll('iframe')].filter(isLarge).flatMap(({ src }) => hostOf(src, own))
  return [
    ...(plugin ? [{ what: 'plugin', detail: typeOf(plugin) } as const] : []),
    ...(canvas ? [{ what: 'canvas', detail: '' } as const] : []),
    ...[...new Set(frames)].map((detail) => ({ what: 'frame', detail }) as const),
  ]
}

const typeOf = (plugin: Element) => (plugin.getAttribute('type') ?? 'application/x-shockwave-flash').slice(0, 100)

const isLarge = ({ clientWidth, clientHeight }: HTMLElement) => clientWidth >= WIDE && clientHeight >= HIGH

/** Of another site: a frame of its own is entered with the page. */
function hostOf(src: string, own: string): string[] {
  const hostname = /^https?:/.test(src) && parseUrl(src)?.hostname
  return !hostname || hostname === own ? [] : [hostname]
}
