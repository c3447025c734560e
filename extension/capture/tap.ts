import { type Allowed, callsAt, mergedCalls, pointed } from '../../shared/site/calls'

/** The event by which the tap hands over what it read: JSON text of `{ url, values }`, `url` the allowed call's own. Any page can forge it; so it can its own answers. */
export const CALL_EVENT = 'xueji:call'
/** The event by which it hears of further calls, of rules that came from an organisation: JSON text of `Allowed[]`. A page that forges it only makes its own answers be said to itself. */
export const ALLOW_EVENT = 'xueji:calls'
/** Characters of an answer; a longer one is not read. */
const LONGEST = 256 * 1024

/**
 * Looks, in the page's own world, at the answers to the calls that the site's rule names, and hands over the places it
 * names. Requests, answers, promises and methods of the page stay as they are: a copy is read, and only when the page itself
 * reads the answer. A failure of ours reaches nobody.
 */
export function tap(window: Window & typeof globalThis, builtIn: readonly Allowed[]): void {
  const { Response, XMLHttpRequest, CustomEvent, document } = window
  let calls = builtIn

  document.addEventListener(ALLOW_EVENT, (event) => {
    try {
      const further: Allowed[] = JSON.parse((event as CustomEvent<string>).detail)
      if (further.every(({ url, pointers }) => new RegExp(url, 'u') && pointers.map))
        calls = mergedCalls([...builtIn, ...further])
    } catch {
      // Not ours.
    }
  })

  const say = (allowed: readonly Allowed[], answer: unknown) => {
    for (const { url, pointers } of allowed) {
      const values = Object.fromEntries(pointers.map((pointer) => [pointer, pointed(answer, pointer)]))
      document.dispatchEvent(new CustomEvent(CALL_EVENT, { detail: JSON.stringify({ url, values }) }))
    }
  }
  const sayText = (allowed: readonly Allowed[], text: string) => text.length > LONGEST || say(allowed, JSON.parse(text))
  const looked = new WeakSet<object>()
  const isNew = (one: object) => !looked.has(one) && looked.add(one)

  // The browser's own: reading `text` of a copy below would be seen as the page's, and copied again.
  const { text: textOf } = Response.prototype
  for (const name of ['json', 'text'] as const) {
    atReading(Response.prototype, name, (answer) => {
      const allowed = callsAt(calls, answer.url)
      if (allowed.length === 0 || !isNew(answer)) return
      const copy: Promise<string> = Reflect.apply(textOf, answer.clone(), [])
      copy.then((text) => sayText(allowed, text)).catch(() => {})
    })
  }
  atReading(XMLHttpRequest.prototype, 'send', (request) => {
    if (!isNew(request)) return
    request.addEventListener('load', () => {
      try {
        const allowed = callsAt(calls, request.responseURL)
        if (allowed.length === 0) return
        if (request.responseType === 'json') say(allowed, request.response)
        else sayText(allowed, request.responseText)
      } catch {
        // Neither text nor JSON.
      }
    })
  })
}

/**
 * Has a look when a method is read, just before it is called. What is called is the browser's own method, or what the page has
 * put in its place since, with nothing of ours on the stack. That the property has a getter is all a page can see.
 */
function atReading<T extends object, K extends keyof T & string>(owner: T, name: K, look: (self: T) => void): void {
  const own = Object.getOwnPropertyDescriptor(owner, name)
  // Not a method any more: a copy of this script has been here, or the page keeps it from changes.
  if (!own?.configurable || !own.value) return
  let method: unknown = own.value
  Object.defineProperty(owner, name, {
    configurable: true,
    enumerable: true,
    get(this: T) {
      try {
        look(this)
      } catch {
        // The page must not notice.
      }
      return method
    },
    set(this: object, value: unknown) {
      // Monitors of errors and of speed put their own in its place on most sites: looking goes on.
      if (this === owner) method = value
      else Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true })
    },
  })
}
