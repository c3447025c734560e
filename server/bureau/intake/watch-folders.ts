import { randomUUID } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, gte, isNull, ne } from 'drizzle-orm'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { actingFor } from '../acting'
import { type Desk, desk, receive } from './receive'
import { watchedFolder } from './settings'

/** How often folders are looked into, ms. A file is taken when it has not changed since the last look: somebody may still be copying it. */
const EVERY = 30_000
const PACKAGE = /\.(zip|zip\.age)$/i

/**
 * Takes in what lies in the folders that bureaus of this server named; links are left alone. It only reads there: a file is known by its name, size
 * and time, also after a restart, so each is registered once.
 */
export class FolderWatch {
  /** What each file looked like the last time, and whether it was taken so. */
  readonly #seen = new Map<string, { stamp: string; taken: boolean; tries: number; wait: number }>()
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
    for (const name of await readdir(folder).catch(() => [])) {
      if (this.#closed) return
      const path = join(folder, name)
      // Not what a link points to: who may write into this folder is not who may read the whole server.
      const file = PACKAGE.test(name) ? await lstat(path).catch(() => undefined) : undefined
      if (!file?.isFile()) continue
      const stamp = `${file.size} ${file.mtimeMs}`
      const before = this.#seen.get(path)
      if (before?.stamp !== stamp) this.#seen.set(path, { stamp, taken: false, tries: 0, wait: 0 })
      else if (!before.taken && before.wait-- <= 0) {
        const here = await this.#wasTaken(actor, name, file)
        before.taken = here || (await this.#take(actor, { path, name, bytes: file.size }))
        // A full disk may be empty again: what failed is tried again, ever more seldom.
        before.wait = Math.min(2 ** ++before.tries, 120)
      }
    }
  }

  /** By an earlier run of the server, and not changed since. */
  async #wasTaken(
    { organisation }: Actor,
    name: string,
    { size, mtimeMs }: { size: number; mtimeMs: number },
  ): Promise<boolean> {
    const { bureauIntake } = this.deps.store.t
    const rows = await this.deps.store.read
      .select({ id: bureauIntake.id })
      .from(bureauIntake)
      .where(
        and(
          eq(bureauIntake.organisation, organisation),
          eq(bureauIntake.source, 'folder'),
          eq(bureauIntake.name, name),
          eq(bureauIntake.bytes, size),
          ne(bureauIntake.outcome, 'failed'),
          gte(bureauIntake.at, Math.floor(mtimeMs)),
        ),
      )
      .limit(1)
    return rows.length > 0
  }

  /** Whether it was; that it was not stands among what came in. */
  async #take(actor: Actor, file: { path: string; name: string; bytes: number }): Promise<boolean> {
    try {
      await receive(this.deps, actor, { ...file, id: randomUUID(), source: 'folder' }, () => undefined, this.by)
      return true
    } catch (error) {
      console.error('intake folder:', error instanceof Error ? error.message : typeof error)
      return false
    }
  }
}
