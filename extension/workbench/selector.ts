/** Marks of the one that is open, among many of its kind: they tell the lesson that plays from the others. */
const OPEN = /^(is-)?(active|current|selected|playing|on|cur|now)$/
/** Names that a build or a list made: they are others tomorrow. */
const MADE = /\d{3,}|[0-9a-f]{6,}|^(css|sc|jsx?)-|__[A-Za-z0-9]{5}$|^(hover|focus|odd|even|first|last)$/

/** A selector of an element that finds it first in its document, as short and as lasting as its marks allow. */
export function selectorFor(element: Element): string {
  const { ownerDocument: document } = element
  const first = (selector: string) => document.querySelector(selector) === element
  const steps: string[] = []
  for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
    if (at.id && !MADE.test(at.id)) {
      steps.unshift(`#${CSS.escape(at.id)}`)
      if (first(steps.join(' '))) return steps.join(' ')
      steps.shift()
    }
    steps.unshift(stepOf(at))
    if (steps.length <= 4 && alone(document, steps.join(' '))) return steps.join(' ')
  }
  const short = steps.slice(-4).join(' ')
  return first(short) ? short : placeOf(element)
}

/** An attribute of an entry of a catalogue, or of the box around it, that names what it leads to. */
const NAMING = /^data-(?:[a-z-]*-)?(?:id|key|no|res)$/

/** How a lesson's key is read from the entry that is open: by an attribute that names it, else by its text. */
export function keyFor(element: Element): { select: string; attribute?: string } {
  for (let at: Element | null = element, up = 0; at && up < 3; at = at.parentElement, up++) {
    const attribute = [...at.attributes].find(({ name, value }) => NAMING.test(name) && value !== '')?.name
    if (attribute) return { select: selectorFor(at), attribute }
  }
  return { select: selectorFor(element) }
}

/** A selector of an element and all of its kind beside it: by its own marks, below the nearest box that has some. */
export function alikeFor(element: Element): string {
  const own = [...element.classList].filter((name) => !MADE.test(name) && !OPEN.test(name)).slice(0, 2)
  const step = own.length > 0 ? own.map((name) => `.${CSS.escape(name)}`).join('') : element.localName
  for (let at = element.parentElement; at && at.localName !== 'body'; at = at.parentElement) {
    if (at.id && !MADE.test(at.id)) return `#${CSS.escape(at.id)} ${step}`
    const marked = stepOf(at)
    if (marked !== at.localName) return `${marked} ${step}`
  }
  return step
}

const alone = (document: Document, selector: string) => document.querySelectorAll(selector).length === 1

function stepOf(element: Element): string {
  const names = [...element.classList].filter((name) => !MADE.test(name))
  const kept = [...names.filter((name) => !OPEN.test(name)).slice(0, 2), ...names.filter((name) => OPEN.test(name))]
  return kept.length > 0 ? kept.map((name) => `.${CSS.escape(name)}`).join('') : element.localName
}

/** Where nothing else tells it: its place, from the nearest lasting id on. */
function placeOf(element: Element): string {
  const steps: string[] = []
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.id && !MADE.test(at.id)) return [`#${CSS.escape(at.id)}`, ...steps].join(' > ')
    const { localName } = at
    const twins = [...(at.parentElement?.children ?? [])].filter((one) => one.localName === localName)
    steps.unshift(twins.length > 1 ? `${localName}:nth-of-type(${twins.indexOf(at) + 1})` : localName)
  }
  return steps.join(' > ')
}
