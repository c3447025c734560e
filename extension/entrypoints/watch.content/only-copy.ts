const MARK = 'xuejiWatch'

interface Copy {
  document: Document
  alive(): boolean
  stop(): void
}

/**
 * Starts a watch unless a living copy of this extension watches this document already. The mark stands in our own world,
 * where no page can set it. It names the document, since the first document of a frame may hand its window to the next.
 */
export function onlyCopy<W extends { stop(): void }>(
  document: Document,
  alive: () => boolean,
  start: () => W,
  started: (watch: W) => void,
): void {
  const last: Copy | undefined = Reflect.get(globalThis, MARK)
  if (last?.document === document && last.alive()) return
  last?.stop()
  const watch = start()
  Reflect.set(globalThis, MARK, { document, alive, stop: () => watch.stop() } satisfies Copy)
  started(watch)
}
