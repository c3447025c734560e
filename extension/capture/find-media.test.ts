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
  /** Two seconds later. */
  const round = async () => {
    await settled()
    now += 2000
    finder.round()
  }
  return {
    window,
    document,
    found,
    finder,
    add,
    round,
    names: () => [...found].map(({ id, localName }) => id || localName),
  }
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
    const { document, add, names, round } = watched()
    add('video').id = 'a'
    const box = document.createElement('div')
    box.innerHTML = '<p><audio id=b></audio></p>'
    document.body.append(box)
    await round()
    box.innerHTML = '<video id=c></video>'
    await round()
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it.each(['open', 'closed'] as const)('in %s shadow roots, also one within another, also late', async (mode) => {
    const { add, names, round } = watched()
    const root = (host: Element) => {
      const made = host.attachShadow({ mode })
      closed.set(host, made)
      return made
    }
    const outer = root(add('div'))
    await round()
    const inner = root(add('x-player', outer))
    await round()
    await round()
    add('video', inner).id = 'deep'
    await round()
    expect(names()).toEqual(['deep'])
  })

  it('in a root that was attached to an old element, which tells nobody, within ten seconds', async () => {
    const { add, names, finder, round } = watched()
    now = 20_000
    const host = add('div')
    await round()
    const made = host.attachShadow({ mode: 'open' })
    made.innerHTML = '<video id=a></video>'
    now += 5000
    finder.round()
    expect(names()).toEqual([])
    now += 5000
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
    element.dispatchEvent(new window.Event('playing', { composed: true }))
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

it('a page that changes all the time is looked at once a round', async () => {
  const { document, add, names, finder } = watched()
  now = 20_000
  const clock = add('p')
  for (let i = 0; i < 10; i++) {
    clock.textContent = String(i)
    await settled()
  }
  const listened = vi.spyOn(document, 'querySelectorAll')
  add('video').id = 'a'
  await settled()
  expect(listened).not.toHaveBeenCalled()
  expect(names()).toEqual([])
  now += 1000
  finder.round()
  expect(names()).toEqual(['a'])
  const host = add('div')
  const made = host.attachShadow({ mode: 'open' })
  made.innerHTML = '<video id=b></video>'
  await settled()
  expect(names()).toEqual(['a', 'b'])
})

it('a root that came in a flood of changes is found within ten seconds', async () => {
  const { document, names, finder } = watched()
  for (let i = 0; i < 40; i++) document.body.append(document.createElement('i'))
  const host = document.createElement('x-player')
  host.attachShadow({ mode: 'open' }).innerHTML = '<video id=a></video>'
  document.body.append(host)
  await settled()
  for (now = 1000; now <= 10_000; now += 1000) finder.round()
  expect(names()).toEqual(['a'])
})

it('a page of any size costs a round no more than its budget, and is looked through all the same', async () => {
  const { document, add, names, finder } = watched('<p></p>'.repeat(3000))
  const host = add('div')
  closed
    .set(host, host.attachShadow({ mode: 'closed' }))
    .get(host)
    ?.append(Object.assign(document.createElement('video'), { id: 'last' }))
  await settled()
  now = 60_000
  let asked = 0
  const slow = openRoot
  Object.assign(finder, {
    openRoot: (element: Element) => {
      asked++
      now += 0.1
      return slow(element)
    },
  })
  const perRound: number[] = []
  for (let i = 0; i < 100 && names().length === 0; i++) {
    const before = asked
    finder.round()
    perRound.push(asked - before)
    now += 1000
  }
  expect(names()).toEqual(['last'])
  expect(Math.max(...perRound)).toBeLessThanOrEqual(100)
})

it('a stopped finder hears nothing more', async () => {
  const { window, add, found, finder } = watched()
  finder.stop()
  add('video').dispatchEvent(new window.Event('play'))
  await settled()
  expect(found.size).toBe(0)
})
