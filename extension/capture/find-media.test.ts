import { JSDOM } from 'jsdom'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MediaFinder } from './find-media'

/** Closed roots as an extension is let into them. */
const closed = new WeakMap<Element, ShadowRoot>()
const openRoot = (element: Element) => closed.get(element) ?? element.shadowRoot

function watched(html = '') {
  const { window } = new JSDOM(`<body>${html}`)
  const { document } = window
  vi.stubGlobal('MutationObserver', window.MutationObserver)
  const found = new Set<Element>()
  const finder = new MediaFinder(document, openRoot, (element) => found.add(element))
  const add = (name: string, parent: ParentNode = document.body) => {
    const element = document.createElement(name)
    parent.append(element)
    return element
  }
  return { window, document, found, finder, add, names: () => [...found].map(({ id, localName }) => id || localName) }
}
/** A MutationObserver reports before this resolves. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

let now = 0
beforeEach(() => {
  now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a media element is found', () => {
  it('in the page from the start', () => {
    expect(watched('<div><video id=a></video><audio id=b></audio></div>').names()).toEqual(['a', 'b'])
  })

  it('late, alone or within what is added, and when it is replaced', async () => {
    const { document, add, names } = watched()
    add('video').id = 'a'
    const box = document.createElement('div')
    box.innerHTML = '<p><audio id=b></audio></p>'
    document.body.append(box)
    await settled()
    box.innerHTML = '<video id=c></video>'
    await settled()
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it.each(['open', 'closed'] as const)('in %s shadow roots, also one within another, also late', async (mode) => {
    const { add, names } = watched()
    const root = (host: Element) => {
      const made = host.attachShadow({ mode })
      closed.set(host, made)
      return made
    }
    const outer = root(add('div'))
    await settled()
    const inner = root(add('x-player', outer))
    await settled()
    add('video', inner).id = 'deep'
    await settled()
    expect(names()).toEqual(['deep'])
  })

  it('in a root that was attached to an old element, within two seconds', async () => {
    const { add, names, finder } = watched()
    const host = add('div')
    await settled()
    const made = host.attachShadow({ mode: 'open' })
    made.innerHTML = '<video id=a></video>'
    now = 1999
    finder.round()
    expect(names()).toEqual([])
    now = 2000
    finder.round()
    expect(names()).toEqual(['a'])
  })

  it('by what it does, where nothing else told of it', () => {
    const { window, document, add, names } = watched()
    const host = add('div')
    const made = host.attachShadow({ mode: 'open' })
    now = 5000
    const element = document.createElement('video')
    made.append(element)
    element.dispatchEvent(new window.Event('timeupdate', { composed: true }))
    expect(names()).toEqual(['video'])
  })

  it('after document.open() dropped every listener', () => {
    const { window, document, found, finder } = watched()
    document.open()
    document.write('<body><video id=w></video>')
    document.close()
    found.clear()
    finder.round()
    document.querySelector('video')?.dispatchEvent(new window.Event('play'))
    expect(found.size).toBe(1)
  })
})

it('a page that takes long to look through is looked through rarely', () => {
  const { document, finder } = watched()
  const all = vi.spyOn(document, 'querySelectorAll')
  all.mockImplementation((selector) => {
    now += 50
    return document.body.querySelectorAll(selector)
  })
  now = 2000
  finder.round()
  now = 11_000
  finder.round()
  expect(all).toHaveBeenCalledTimes(1)
  now = 12_051
  finder.round()
  expect(all).toHaveBeenCalledTimes(2)
})

it('a stopped finder hears nothing more', async () => {
  const { window, add, found, finder } = watched()
  finder.stop()
  add('video').dispatchEvent(new window.Event('play'))
  await settled()
  expect(found.size).toBe(0)
})
