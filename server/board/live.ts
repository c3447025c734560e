import type { BoardLive } from '../../shared/api/board'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { snapshotOf } from './snapshot'

/** How often a class is looked at while somebody watches it: other nodes write too, and who has stopped says nothing. */
const EVERY = 5_000
/** After this node has folded something; what comes together is told together. */
const SOON = 300

/** Who is told: what is new, or that nothing is (the line is kept open, and it is seen whether anybody is still there). */
export interface Listener {
  next(live: BoardLive): void
  /** Nothing is new. */
  still(): void
  /** The server stops. */
  end(): void
}

interface Watched {
  listeners: Set<Listener>
  last?: BoardLive
}

/** Looks at the classes that somebody watches, once for all who do, and tells them what has changed. */
export class Live {
  readonly #classes = new Map<string, Watched>()
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(
    readonly store: Store,
    readonly clock: Clock,
    readonly every = EVERY,
  ) {}

  /** How many listen. */
  get size(): number {
    return [...this.#classes.values()].reduce((sum, { listeners }) => sum + listeners.size, 0)
  }

  /**
   * Tells the listener how the class stands, and from then on what changes, until the function that it answers with is called.
   * Rethrows what the first look throws, and then tells nothing.
   */
  async watch(classId: string, listener: Listener): Promise<() => void> {
    const watched = this.#classes.get(classId) ?? { listeners: new Set() }
    this.#classes.set(classId, watched)
    watched.listeners.add(listener)
    const stop = () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size === 0 && this.#classes.get(classId) === watched) this.#classes.delete(classId)
      if (this.#classes.size === 0) this.#rest()
    }
    if (this.#closed) {
      listener.end()
      return stop
    }
    this.#timer ??= setInterval(() => void this.look(), this.every)
    try {
      listener.next(await snapshotOf(this.store, classId, this.clock.now()))
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  /** Something was derived here. Returns at once. */
  changed(): void {
    if (this.#classes.size === 0 || this.#closed) return
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      void this.look()
    }, SOON)
  }

  /** Looks at every class that is watched, one after the other. What fails (a database that is away) is tried at the next look. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look()).catch(() => undefined)
    return this.#looking
  }

  async #look(): Promise<void> {
    for (const [classId, watched] of [...this.#classes]) {
      if (this.#closed) return
      const live = await snapshotOf(this.store, classId, this.clock.now())
      const same = watched.last !== undefined && alike(watched.last, live)
      watched.last = live
      for (const listener of watched.listeners) same ? listener.still() : listener.next(live)
    }
  }

  #rest(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    this.#timer = undefined
    this.#soon = undefined
  }

  /** Ends every line; nobody is told anything after this. */
  async close(): Promise<void> {
    this.#closed = true
    this.#rest()
    for (const { listeners } of this.#classes.values()) for (const listener of listeners) listener.end()
    await this.#looking
  }
}

/** All but the time of the look. */
const alike = ({ at: _, ...a }: BoardLive, { at: __, ...b }: BoardLive) => JSON.stringify(a) === JSON.stringify(b)
