import { useEffect, useRef } from 'preact/hooks'
import type { Reading } from '../../../shared/site/rule'
import { workbench as text } from '../../locales/workbench'
import { type Pointable, readingFor } from '../../workbench/draft'
import { type Snapshot, sourceOf } from '../../workbench/snapshot'

/** Over the page's own styles, in our copy of the page alone. */
const MARK = '*{cursor:crosshair!important}[data-here]{outline:3px solid #0b6b6b!important;outline-offset:1px}'

interface Props {
  snapshot: Snapshot
  pointing: Pointable | undefined
  pointed(field: Pointable, reading: Reading): void
}

/** A copy of the page without scripts, to point at. The page itself is not touched. */
export function Shown({ snapshot, pointing, pointed }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const latest = useRef({ snapshot, pointing, pointed })
  latest.current = { snapshot, pointing, pointed }
  const listen = () => {
    const shown = frame.current?.contentDocument
    if (!shown) return
    const style = shown.createElement('style')
    style.textContent = MARK
    shown.head.append(style)
    const mark = (element: Element | null) => {
      for (const old of shown.querySelectorAll('[data-here]')) old.removeAttribute('data-here')
      if (element && latest.current.pointing) element.setAttribute('data-here', '')
    }
    shown.addEventListener('mouseover', ({ target }) => mark(asElement(target)))
    shown.addEventListener(
      'click',
      (event) => {
        event.preventDefault()
        event.stopPropagation()
        const now = latest.current
        const element = asElement(event.target)
        const source = element && sourceOf(now.snapshot, element)
        if (now.pointing && source) now.pointed(now.pointing, readingFor(now.pointing, source))
        mark(null)
      },
      true,
    )
  }
  useEffect(() => {
    const { current } = frame
    if (current) current.srcdoc = `<!doctype html>${snapshot.shown}`
  }, [snapshot])
  return (
    <section>
      <h2>{pointing ? text.pointing : text.page}</h2>
      <iframe ref={frame} id="shown" title={text.page} sandbox="allow-same-origin" onLoad={listen} />
    </section>
  )
}

/** Of another document than ours: its classes are not our classes. */
const asElement = (target: EventTarget | null): Element | null =>
  target && 'nodeType' in target && target.nodeType === 1 ? (target as Element) : null
