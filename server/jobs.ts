import { randomUUID } from 'node:crypto'
import type { Job } from '../shared/api/jobs'
import type { Actor } from './access/actor'
import type { Clock } from './clock'
import { errorAnswerOf } from './http/errors'
import { Refused } from './ledger/accept'
import type { WorkFiles } from './work-files'

/** What a job made, to be fetched: in memory, or a work file that is removed when it is forgotten. */
export type MadeFile = { name: string; type: string } & ({ file: Uint8Array } | { path: string; bytes: number })

export const sizeOf = (made: MadeFile): number => ('file' in made ? made.file.length : made.bytes)

/** Says what is being done now, and how much of it. */
export type Say = (step: string, done: number, all: number) => void

interface Running {
  job: Job
  organisation: string
  /** Nobody else may look at it or fetch what it makes. */
  only?: string
  /** ms for which what it made waits. */
  kept: number
  endedAt?: number
  made?: MadeFile
  timer?: NodeJS.Timeout
}

/** What ended is known for so long, and no more files wait than so many: a package may have tens of megabytes. */
const KEPT = 3_600_000
const MOST_FILES = 5

/** How a job differs from work that anybody of the organisation may come back to within the hour. */
export interface JobOptions {
  /** The member whose it is alone. */
  only?: string
  /** ms */
  kept?: number
}

/** Long work of this process. A restart forgets it: what was made stands in the database, what was not is asked for again. */
export class Jobs {
  readonly #jobs = new Map<string, Running>()
  readonly #working = new Set<Promise<void>>()
  readonly #stop = new AbortController()
  #closed = false

  constructor(
    readonly clock: Clock,
    readonly work: Pick<WorkFiles, 'remove'>,
  ) {}

  /**
   * Begins at once and answers with its id. Work that makes no file leaves what it did in the database. Throws `too-many-requests` while the
   * server stops.
   */
  start(
    { organisation }: Actor,
    step: string,
    work: (say: Say) => Promise<MadeFile | undefined>,
    { only, kept = KEPT }: JobOptions = {},
  ): string {
    this.#demandOpen()
    this.#forget()
    const id = randomUUID()
    const job: Job = { id, state: 'running', step, done: 0, all: 0, startedAt: this.clock.now() }
    const running: Running = { job, organisation, kept, ...(only !== undefined && { only }) }
    this.#jobs.set(id, running)
    const working: Promise<void> = work((now, done, all) => {
      this.#demandOpen()
      Object.assign(job, { step: now, done, all })
    })
      .then((made) => {
        if (made) running.made = made
        const until = this.clock.now() + kept
        Object.assign(job, { state: 'done', ...(made && { name: made.name, bytes: sizeOf(made), until }) })
      })
      .catch((error: unknown) => {
        const { code, message } = errorAnswerOf(error)
        Object.assign(job, { state: 'failed', problem: { code, message } })
      })
      .finally(() => {
        running.endedAt = this.clock.now()
        // What it made may hold names: it goes when its time is over, not when somebody begins something else.
        running.timer = setTimeout(() => this.#forgetOld(), kept + 1).unref()
        this.#working.delete(working)
      })
    this.#working.add(working)
    return id
  }

  /** Throws `not-found`, also for a job of another organisation. */
  of(actor: Actor, id: string): Job {
    return this.#find(actor, id).job
  }

  /** Throws `not-found` where there is none, or none any more. */
  file(actor: Actor, id: string): MadeFile {
    const { made } = this.#find(actor, id)
    if (!made) throw new Refused('not-found', '文件已不在服务器上，请重新生成')
    return made
  }

  /** Aborted when the server stops: for what a job waits for outside. */
  get stopping(): AbortSignal {
    return this.#stop.signal
  }

  /** No job begins after this, and each ends at its next step; resolves when none is under way. */
  async close(): Promise<void> {
    this.#closed = true
    this.#stop.abort()
    await Promise.all(this.#working)
    for (const { timer } of this.#jobs.values()) clearTimeout(timer)
    for (const { made } of this.#jobs.values()) if (made && 'path' in made) await this.work.remove(made.path)
  }

  #demandOpen(): void {
    if (this.#closed) throw new Refused('too-many-requests', '服务器正在停止，请等它启动后重新开始', { retryAfter: 60 })
  }

  /** Whether this member alone may look at it. */
  isOnlyOf({ organisation, member }: Actor, id: string): boolean {
    const running = this.#jobs.get(id)
    return running?.organisation === organisation && running.only === member
  }

  #find({ organisation, member }: Actor, id: string): Running {
    this.#forgetOld()
    const running = this.#jobs.get(id)
    if (running?.organisation !== organisation || (running.only !== undefined && running.only !== member))
      throw new Refused('not-found', '没有这项任务，可能服务器重启过，请重新开始')
    return running
  }

  /** Before one more begins: what is over, and of the files that wait as many as there is no room for. */
  #forget(): void {
    this.#forgetOld()
    const files = [...this.#jobs.values()].filter(({ made, kept }) => made !== undefined && kept === KEPT)
    for (const one of files.slice(0, Math.max(0, files.length - MOST_FILES + 1))) this.#drop(one)
  }

  #forgetOld(): void {
    const now = this.clock.now()
    for (const one of [...this.#jobs.values()])
      if (one.endedAt !== undefined && one.endedAt < now - one.kept) this.#drop(one)
  }

  #drop({ job, made, timer }: Running): void {
    clearTimeout(timer)
    this.#jobs.delete(job.id)
    if (made && 'path' in made) void this.work.remove(made.path)
  }
}
