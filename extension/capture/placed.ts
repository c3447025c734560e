/** Smaller than this, CSS px, no lesson can be followed. */
const SMALLEST = { width: 80, height: 60 }
/** Less opaque than this is not to be seen. */
const FAINT = 0.05
const SOLID = 0.9
/** A player's own box may be so much larger than its picture: controls, lists, masks within it are its own. */
const BOX = 1.5
const PICTURES = ['canvas', 'embed', 'iframe', 'img', 'object', 'video']
const POINTS = [
  [0.5, 0.5],
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8],
] as const

type Box = Pick<DOMRectReadOnly, 'left' | 'top' | 'width' | 'height'>

/**
 * Nobody can follow what plays here: no size to speak of, transparent, or where no scrolling leads. Reads style: to be called
 * where the layout is settled anyway.
 */
export function isTiny(element: Element, { left, top, width, height }: Box, window: Window): boolean {
  const small = (wide: number, high: number) => wide < SMALLEST.width || high < SMALLEST.height
  if (small(width, height) || small(window.innerWidth, window.innerHeight)) return true
  if (left + width + window.scrollX <= 0 || top + height + window.scrollY <= 0) return true
  if (window.getComputedStyle(element).visibility !== 'visible') return true
  let opacity = 1
  for (const one of upwards(element)) opacity *= Number(window.getComputedStyle(one).opacity || 1)
  return opacity < FAINT
}

/**
 * Something opaque that is not the player's own stands over the whole picture. Very cautious: whatever lies within the
 * player's box is its own, and so is everything that lets the picture through or the pointer pass.
 */
export function isCovered(element: Element, { left, top, width, height }: Box, window: Window): boolean {
  const { document } = window
  const above = [...upwards(element)]
  const own = boxOf(element, width * height)
  return POINTS.every(([x, y]) => {
    const hit = document.elementFromPoint(left + width * x, top + height * y)
    if (!hit || above.includes(hit) || own.contains(hit)) return false
    return [...upwards(hit)].some((one) => !above.includes(one) && isSolid(one, window))
  })
}

function boxOf(element: Element, area: number): Element {
  let own = element
  for (const one of upwards(element)) {
    const { width, height } = one.getBoundingClientRect()
    if (width * height > area * BOX) break
    own = one
  }
  return own
}

function isSolid(element: Element, window: Window): boolean {
  const { opacity, backgroundColor } = window.getComputedStyle(element)
  if (Number(opacity || 1) < SOLID) return false
  if (PICTURES.includes(element.localName)) return true
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(backgroundColor)?.[1]
  return alpha === undefined ? /^rgb\(/.test(backgroundColor) : Number(alpha) >= SOLID
}

/** An element and all it stands in, out of shadow roots too. */
function* upwards(element: Element): Generator<Element> {
  for (let one: Element | null = element; one; one = parentOf(one)) yield one
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return 'host' in root && isElement(root.host) ? root.host : null
}

const isElement = (node: unknown): node is Element => typeof node === 'object' && node !== null && 'localName' in node
