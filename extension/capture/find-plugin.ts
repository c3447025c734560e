const PLUGINS = ['flash', 'silverlight', 'mms', 'realaudio'].flatMap((name) => [
  `embed[type*="${name}"]`,
  `object[type*="${name}"]`,
])
const SELECTOR = [...PLUGINS, 'embed[src*=".swf"]', 'object[data*=".swf"]'].join(',')

/** A player that no media element stands behind: nothing can be read from it. Its type, or undefined where there is none. */
export function findPlugin(document: Document): string | undefined {
  const element = document.querySelector(SELECTOR)
  return element ? (element.getAttribute('type') ?? 'application/x-shockwave-flash').slice(0, 100) : undefined
}
