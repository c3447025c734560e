/** Against whatever the page says of elements: `!important` in an attribute is above every sheet of a page. */
const STYLE = Object.entries({
  all: 'initial',
  display: 'block',
  position: 'fixed',
  inset: '16px 16px auto auto',
  width: 'min(352px, calc(100vw - 32px))',
  height: '172px',
  'z-index': '2147483647',
  'border-radius': '4px',
  'box-shadow': '0 4px 16px rgba(16, 32, 36, 0.28)',
  overflow: 'hidden',
})
  .map(([name, value]) => `${name}:${value}!important`)
  .join(';')

const FRAME = 'display:block;width:100%;height:100%;border:0'

/**
 * Puts a page of the extension over a page, above whatever is full screen there, and takes it away again. It stands in a
 * closed shadow root: the page can remove it, but neither look into it nor press anything in it. It takes no focus.
 */
export class PanelHost {
  #host: HTMLElement | undefined
  /** Above what it was raised; what becomes full screen later would cover it. */
  #above: Element | null = null
  #focused: Element | null = null

  constructor(
    readonly document: Document,
    readonly address: string,
    readonly title: string,
  ) {}

  /** What is full screen here is a frame: its own document is where a panel can be pressed. */
  get elsewhere(): boolean {
    const { fullscreenElement } = this.document
    return fullscreenElement !== null && isFrame(fullscreenElement)
  }

  /** Shows it, again where the page took it away. True: it stands in the page. */
  show(): boolean {
    const { document } = this
    const host = this.#host ?? this.#make()
    this.#host = host
    if (host.style.cssText !== this.#style) this.#dress(host)
    const parent = screenOf(document.fullscreenElement, document.documentElement)
    if (host.parentNode !== parent) parent.append(host)
    this.#raise(host)
    return host.isConnected
  }

  hide(): void {
    const host = this.#host
    if (!host) return
    this.#host = undefined
    const { document } = this
    document.removeEventListener('fullscreenchange', this.#again)
    const had = document.activeElement === host
    host.remove()
    // A keyboard user goes on where they were.
    if (had && this.#focused && 'focus' in this.#focused && typeof this.#focused.focus === 'function')
      this.#focused.focus({ preventScroll: true })
  }

  #style = ''

  #dress(host: HTMLElement): void {
    host.style.cssText = STYLE
    this.#style = host.style.cssText
  }

  #make(): HTMLElement {
    const { document } = this
    this.#focused = document.activeElement
    const host = document.createElement('div')
    this.#dress(host)
    host.setAttribute('popover', 'manual')
    const frame = document.createElement('iframe')
    frame.src = this.address
    frame.title = this.title
    frame.style.cssText = FRAME
    host.attachShadow({ mode: 'closed' }).append(frame)
    document.addEventListener('fullscreenchange', this.#again)
    return host
  }

  readonly #again = (): void => {
    this.show()
  }

  /** Into the top layer, as its last: before Chromium 114 and Firefox 125 there is none for us, and it just stands there. */
  #raise(host: HTMLElement): void {
    const { fullscreenElement } = this.document
    if (!('popover' in host)) return
    const open = host.matches(':popover-open')
    if (open && fullscreenElement === this.#above) return
    if (open) host.hidePopover()
    host.showPopover()
    this.#above = fullscreenElement
  }
}

/**
 * Inside what is full screen, since Chromium takes no click elsewhere meanwhile, in the top layer neither. A video and a
 * frame show no children: over a bare video the panel is seen, and a key answers.
 */
const screenOf = (full: Element | null, otherwise: Element): Element =>
  full && full.localName !== 'video' && !isFrame(full) ? full : otherwise

const isFrame = ({ localName }: Element): boolean => localName === 'iframe' || localName === 'frame'
