import type { Milliseconds } from '../../shared/record/fields'
import type { Seen } from '../messages'
import type { Reading } from './media-clock'
import { isCovered, isTiny } from './placed'
import { quietly } from './quietly'
import { hasPicture } from './read-media'

type What = Seen['what']

/** A picture that stands still for so long although its media run on is not decoded: a slide may stand for seconds. */
const NO_FRAMES_AFTER: Milliseconds = 20_000
/** Where the element stands is asked every so many rounds, and believed after so many answers in a row. */
const PLACE_EVERY = 5
const TINY_AFTER = 2
const COVERED_AFTER = 5
/** A player may make an event or two itself. */
const SYNTHETIC_FROM = 3
/** Returns from the same place to the same place, give or take two rounds. */
const LOOPED_FROM = 3
const SAME_PLACE: Milliseconds = 4000
const JUMP: Milliseconds = 1000

/**
 * What is seen of a player that spans have no place for. Costs nothing to speak of: counters at readings that are taken
 * anyway, and every ten seconds the browser's own word of where the element is, which forces no layout.
 */
export class MediaSigns {
  readonly #seen = new Map<What, Seen>()
  #before: { frames: number; reading: Reading } | undefined
  #still: { from: Milliseconds; readings: number } | undefined
  #rounds = 0
  readonly #placed = { tiny: new Streak(TINY_AFTER), covered: new Streak(COVERED_AFTER) }
  #synthetic: { from: Milliseconds; count: number } | undefined
  #loop: { from: Milliseconds; left: Milliseconds; landed: Milliseconds; count: number } | undefined
  #asking: IntersectionObserver | undefined

  constructor(
    readonly element: HTMLMediaElement,
    readonly window: Window,
    readonly wall: () => Milliseconds,
  ) {}

  /** All of it until now, for the view under way. */
  get seen(): Seen[] {
    return [...this.#seen.values()]
  }

  /** An event of the element. */
  heard({ isTrusted }: Pick<Event, 'isTrusted'>): void {
    if (isTrusted) return
    const at = this.wall()
    const { from, count } = this.#synthetic ?? { from: at, count: 0 }
    this.#synthetic = { from, count: count + 1 }
    if (count + 1 >= SYNTHETIC_FROM) this.#mark('synthetic', from, at, count + 1)
  }

  /** Every reading. */
  read(previous: Reading | undefined, { position, wall }: Reading): void {
    if (!previous || position >= previous.position - JUMP) return
    const loop = this.#loop
    const same = loop && near(loop.left, previous.position) && near(loop.landed, position)
    const next = {
      from: same ? loop.from : wall,
      left: previous.position,
      landed: position,
      count: same ? loop.count + 1 : 1,
    }
    this.#loop = next
    if (next.count >= LOOPED_FROM) this.#mark('looped', next.from, wall, next.count)
  }

  /** Every round of two seconds. */
  round(reading: Reading): void {
    const { element } = this
    if (!reading.playing || !hasPicture(element)) {
      this.#before = this.#still = undefined
      return
    }
    this.#frames(reading)
    if (madeInPage(element.srcObject)) this.#mark('made-source', reading.wall, reading.wall)
    if (reading.visible && !reading.pip && this.#rounds++ % PLACE_EVERY === 0) this.#askPlace()
  }

  /** A page that is not in front decodes nothing, and that is no sign; nor is it one where the browser does not count: Firefox, of streams. */
  #frames(reading: Reading): void {
    const before = this.#before
    const frames = framesOf(this.element)
    if (!reading.visible || !frames || this.element.srcObject) {
      this.#before = this.#still = undefined
      return
    }
    this.#before = { frames, reading }
    if (!before || frames !== before.frames || reading.position <= before.reading.position) {
      this.#still = undefined
      return
    }
    const { from, readings } = this.#still ?? { from: before.reading.wall, readings: 0 }
    this.#still = { from, readings: readings + 1 }
    if (reading.wall - from >= NO_FRAMES_AFTER) this.#mark('no-frames', from, reading.wall, readings + 1)
  }

  /** An observer answers after the page's own layout, with the place in its hands. */
  #askPlace(): void {
    this.#asking?.disconnect()
    this.#asking = new IntersectionObserver((entries, observer) => {
      observer.disconnect()
      const box = entries.at(-1)?.boundingClientRect
      if (box) quietly(() => this.#place(box))
    })
    this.#asking.observe(this.element)
  }

  #place(box: DOMRectReadOnly): void {
    const { element, window } = this
    // What has no room at all does not count as visible anyway.
    if (box.width === 0 || box.height === 0) return
    const tiny = isTiny(element, box, window)
    const places = { tiny, covered: !tiny && isCovered(element, box, window) }
    const at = this.wall()
    for (const what of ['tiny', 'covered'] as const) {
      const streak = this.#placed[what].take(places[what], at)
      if (streak) this.#mark(what, streak.from, at, streak.count)
    }
  }

  #mark(what: What, from: Milliseconds, to: Milliseconds, count?: number): void {
    const before = this.#seen.get(what)
    this.#seen.set(what, {
      what,
      from: before?.from ?? from,
      to,
      count: Math.max((before?.count ?? 0) + 1, count ?? 0),
    })
  }

  /** Another source: another view. */
  restart(): void {
    this.#seen.clear()
    this.#before = this.#still = this.#synthetic = this.#loop = undefined
    for (const streak of Object.values(this.#placed)) streak.take(false, 0)
    this.#asking?.disconnect()
  }
}

/** So many of the same answer in a row. */
class Streak {
  #from: Milliseconds | undefined
  #count = 0

  constructor(readonly enough: number) {}

  take(holds: boolean, at: Milliseconds): { from: Milliseconds; count: number } | undefined {
    if (!holds) {
      this.#from = undefined
      this.#count = 0
      return undefined
    }
    this.#from ??= at
    return ++this.#count >= this.enough ? { from: this.#from, count: this.#count } : undefined
  }
}

const framesOf = (
  element: HTMLMediaElement & { getVideoPlaybackQuality?(): { totalVideoFrames: number } },
): number | undefined => element.getVideoPlaybackQuality?.().totalVideoFrames

const near = (a: Milliseconds, b: Milliseconds): boolean => Math.abs(a - b) <= SAME_PLACE

/** A canvas, a screen or a generator of the page: provably no lesson from a server. What comes over WebRTC is none of these. */
function madeInPage(source: MediaProvider | null): boolean {
  if (!source || !('getVideoTracks' in source)) return false
  return (
    'canvas' in source ||
    source
      .getVideoTracks()
      .some((track) => 'canvas' in track || 'writable' in track || track.getSettings().displaySurface !== undefined)
  )
}
