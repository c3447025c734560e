/**
 * Finds every <video> and <audio> of a frame and keeps finding: late, replaced, in open and closed shadow roots, after
 * document.open(). Media events do not cross shadow roots, so each root gets listeners of its own; a media event of an
 * element nobody has seen announces it at once.
 */
export interface FoundMedia {
  added(element: HTMLMediaElement): void
}

/** Events a player cannot play without. */
const TELLING = ['loadstart', 'loadedmetadata', 'play', 'playing', 'timeupdate'] as const
/** document.open() drops observers and listeners without a word, and closed roots cannot be observed being made. */
const SCAN_EVERY = 2000

export function findMedia(document: Document, openRoot: (element: Element) => ShadowRoot | null, found: FoundMedia): () => void {
  const known = new WeakSet<Element>()
  const roots = new Map<Node, () => void>()
  const note = (element: unknown) => {
    if (!isMedia(element) || known.has(element)) return
    known.add(element)
    found.added(element)
  }

  const enter = (root: Document | ShadowRoot) => {
    if (roots.has(root)) return
    const onEvent = (event: Event) => note(event.composedPath()[0] ?? event.target)
    for (const name of TELLING) root.addEventListener(name, onEvent, { capture: true, passive: true })
    const observer = new MutationObserver((records) => {
      for (const record of records) for (const node of record.addedNodes) if (isElement(node)) scan(node)
    })
    observer.observe(root, { childList: true, subtree: true })
    roots.set(root, () => {
      observer.disconnect()
      for (const name of TELLING) root.removeEventListener(name, onEvent, { capture: true })
    })
  }

  /** An element with everything below it; only elements that can hold a shadow root are asked for one. */
  const scan = (top: Document | ShadowRoot | Element) => {
    if (isElement(top)) look(top)
    for (const element of top.querySelectorAll('*')) look(element)
  }
  const look = (element: Element) => {
    if (isMedia(element)) return note(element)
    if (!mayHost(element)) return
    const root = openRoot(element)
    if (!root || roots.has(root)) return
    enter(root)
    scan(root)
  }

  /** The idle round: media by tag is cheap; shadow hosts are looked for in full. */
  const round = () => {
    const { documentElement } = document
    if (documentElement && documentElement !== seen) {
      // A new root element: document.open() or a first parse. Listeners of the document may be gone.
      roots.get(document)?.()
      roots.delete(document)
      seen = documentElement
    }
    enter(document)
    scan(document)
  }
  let seen: Element | null = null
  round()
  const timer = setInterval(round, SCAN_EVERY)
  return () => {
    clearInterval(timer)
    for (const leave of roots.values()) leave()
    roots.clear()
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1
const isMedia = (element: unknown): element is HTMLMediaElement =>
  typeof element === 'object' && element !== null && 'localName' in element && (element.localName === 'video' || element.localName === 'audio')

/** HTML's list of elements that attachShadow accepts, and every custom element. */
const HOSTS = new Set('article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '))
const mayHost = (element: Element) => HOSTS.has(element.localName) || element.localName.includes('-')
