/** Work that waits in the database and is done a step at a time, never two at once: hand-ins come first. */
export class Background {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #closed = false

  /**
   * `step` does one piece of what waits, and says whether there was any. It begins after `quiet` ms without anybody asking for
   * it, and between steps rests `share` times as long as the last one took. What a step throws ends the work until somebody asks again; `failed`
   * is told.
   */
  constructor(
    readonly step: () => Promise<boolean>,
    readonly quiet: number,
    readonly share: number,
    readonly failed: (error: unknown) => void = () => undefined,
  ) {}

  /** Something may wait. Returns at once. */
  wake(): void {
    if (!this.#closed) this.#timer ??= setTimeout(() => void this.#next(), this.quiet)
  }

  async #next(): Promise<void> {
    const started = performance.now()
    const more = await this.#alone(this.step).catch((error: unknown) => {
      this.failed(error)
      return false
    })
    this.#timer = undefined
    if (more && !this.#closed)
      this.#timer = setTimeout(() => void this.#next(), (performance.now() - started) * this.share)
  }

  /** Repeats `step` before anything else until it has nothing left, or `within` ms have passed. Rethrows what it throws. */
  async settle(step: () => Promise<boolean> = this.step, within = Number.POSITIVE_INFINITY): Promise<void> {
    const started = performance.now()
    while (!this.#closed && performance.now() - started < within) if (!(await this.#alone(step))) return
  }

  /** No step begins after this; resolves when the one under way has ended. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#running.catch(() => undefined)
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.catch(() => undefined).then(work)
    this.#running = turn
    return turn
  }
}
