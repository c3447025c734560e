import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { and, desc, eq, gt, gte, inArray, isNull, notInArray } from 'drizzle-orm'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { actingFor } from '../acting'
import { type Desk, desk, receive } from './receive'
import { watchedFolder } from './settings'

/** How often folders are looked into, ms. A file is taken when it has not changed since the last look: somebody may still be copying it. */
const EVERY = 30_000
const PACKAGE = /\.(zip|zip\.age)$/i
/** As a 单位's server calls them; they are judged by their claim, which is to come first. */
const VIDEOS = /视频\.zip(\.age)?$/i
/** A refused file is tried once more after so long, ms: a copy over the network may stand still for a while, at its full size. */
const ONCE_MORE_AFTER = 300_000

type Taken = Pick<Deps['store']['t']['bureauIntake']['$inferSelect'], 'outcome' | 'kind' | 'at'>

interface Looked {
  /** Size and time. */
  stamp: string
  /** Since it was looked at before, by this run of the server. */
  changed: boolean
  done: boolean
  /** What became of it as it now is, the newest first. */
  took: Taken[]
  tries: number
  /** So many looks are left out. */
  wait: number
}

/** Of a file as it now is: nothing is to be done, not yet, or it is to be taken. */
type Standing = 'done' | 'waits' | 'due'

/**
 * Takes in what lies in the folders that bureaus of this server named; links are left alone. It only reads there: a file is known by its name, size
 * and time, also after a restart, so each is registered once. What was refused is tried again when it changes, and once more after some minutes; videos,
 * when another claim has come.
 */
export class FolderWatch {
  /** What each file looked like the last time, and whether it was taken so. */
  readonly #seen = new Map<string, Looked>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(
    readonly deps: Deps,
    readonly by: Desk = desk,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking
        .then(() => this.look())
        .catch((error: unknown) => console.error('intake folder:', error))
    }, EVERY)
    this.#timer.unref()
  }

  /** No file begins after this; resolves when nothing is being taken in. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#looking
  }

  /** Looks once into every folder. A folder that is not there (a drive that was taken out) is told in the settings, not here. */
  async look(): Promise<void> {
    const { t, read } = this.deps.store
    const bureaus = await read
      .select({ id: t.organisation.id })
      .from(t.organisation)
      .where(and(eq(t.organisation.kind, 'bureau'), isNull(t.organisation.hostedBy), isNull(t.organisation.stoppedAt)))
    for (const bureau of bureaus) {
      const watched = await watchedFolder(this.deps, bureau.id)
      const actor = watched && (await actingFor(this.deps, bureau.id, watched.member))
      if (actor) await this.#lookInto(watched.folder, actor)
    }
  }

  async #lookInto(folder: string, actor: Actor): Promise<void> {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.toSorted((a, b) => Number(VIDEOS.test(a)) - Number(VIDEOS.test(b)))) {
      if (this.#closed) return
      const path = join(folder, name)
      // Not what a link points to: who may write into this folder is not who may read the whole server.
      const file = PACKAGE.test(name) ? await lstat(path).catch(() => undefined) : undefined
      if (!file?.isFile()) continue
      const stamp = `${file.size} ${file.mtimeMs}`
      const before = this.#seen.get(path)
      if (before?.stamp !== stamp)
        this.#seen.set(path, { stamp, changed: before !== undefined, done: false, took: [], tries: 0, wait: 0 })
      else if (!before.done && before.wait-- <= 0) await this.#lookAt(actor, before, { path, name, file })
    }
  }

  async #lookAt(
    actor: Actor,
    one: Looked,
    { path, name, file }: { path: string; name: string; file: Stats },
  ): Promise<void> {
    const before = one.took.length > 0 ? one.took : await this.#tookBefore(actor, one, name, file)
    const standing = await this.#standing(actor, before)
    one.done = standing === 'done'
    if (standing !== 'due') return
    const took = await this.#take(actor, { path, name, bytes: file.size })
    if (took) one.took = [took, ...before]
    // A full disk may be empty again: what failed is tried again, ever more seldom.
    else one.wait = Math.min(2 ** ++one.tries, 120)
  }

  /** What an earlier run of the server made of it, as it now is; what was refused before it changed counts for nothing. */
  async #tookBefore(
    { organisation }: Actor,
    { changed }: Looked,
    name: string,
    { size, mtimeMs }: Stats,
  ): Promise<Taken[]> {
    const { bureauIntake: of } = this.deps.store.t
    return this.deps.store.read
      .select({ outcome: of.outcome, kind: of.kind, at: of.at })
      .from(of)
      .where(
        and(
          ...[eq(of.organisation, organisation), eq(of.source, 'folder'), eq(of.name, name), eq(of.bytes, size)],
          notInArray(of.outcome, changed ? ['failed', 'refused'] : ['failed']),
          gte(of.at, Math.floor(mtimeMs)),
        ),
      )
      .orderBy(desc(of.at))
  }

  async #standing({ organisation }: Actor, took: readonly Taken[]): Promise<Standing> {
    const { store, clock } = this.deps
    const [last] = took
    if (!last) return 'due'
    if (took.some(({ outcome }) => outcome !== 'refused')) return 'done'
    if (last.kind === 'videos') {
      const { bureauIntake: of } = store.t
      const claims = and(inArray(of.outcome, ['claim', 'newer', 'beside']), gt(of.at, last.at))
      return (await store.read.$count(of, and(eq(of.organisation, organisation), claims))) > 0 ? 'due' : 'waits'
    }
    if (took.length > 1) return 'done'
    return clock.now() - last.at >= ONCE_MORE_AFTER ? 'due' : 'waits'
  }

  /** What became of it; undefined where the server failed, which stands among what came in. */
  async #take(actor: Actor, file: { path: string; name: string; bytes: number }): Promise<Taken | undefined> {
    const { bureauIntake: of } = this.deps.store.t
    const id = randomUUID()
    try {
      await receive(this.deps, actor, { ...file, id, source: 'folder' }, () => undefined, this.by)
      const [row] = await this.deps.store.read.select().from(of).where(eq(of.id, id))
      return row
    } catch (error) {
      console.error('intake folder:', error instanceof Error ? error.message : typeof error)
      return undefined
    }
  }
}
