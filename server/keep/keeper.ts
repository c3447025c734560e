import { join } from 'node:path'
import type { BackupState } from '../../shared/api/keep'
import { keptDigests } from '../bureau/keeping/kept-digests'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { type Choice, noteAddress, readChoice } from './choice'
import type { Lock } from './passphrase'
import { changedSince, lastGood, recordFailed, recordMade } from './records'
import { KeepRefused } from './refused'
import { type Tried, Worker } from './work'
import { clearWorkFolder } from './work-folder'

export interface KeeperDeps {
  store: Store
  clock: Clock
  dataDir: string
  databaseUrl?: string | undefined
  /** Where people reach the server. */
  publicUrl: string
}

const HOUR = 3_600_000
/** Looked at every hour, so that none is ever more than a day apart. */
const DUE_AFTER = 23 * HOUR
/** What people changed is not on any device: an hour after it a backup is made, where one is a matter of two minutes. */
const CHANGED_AFTER = HOUR
const QUICK = 120_000

type Running = NonNullable<BackupState['running']>

/** Makes the backups of this server: every day, after changes, and when asked. One at a time, in a process of its own. */
export class Keeper {
  readonly #worker = new Worker()
  #timer: NodeJS.Timeout | undefined
  #running: Running | undefined
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  constructor(readonly deps: KeeperDeps) {}

  get running(): Running | undefined {
    return this.#running
  }

  /** Looks now, and from then on every hour. */
  start(): void {
    const look = () => void this.look().catch((error: unknown) => console.error('backup:', error))
    this.#timer = setInterval(look, HOUR).unref()
    void Promise.all([noteAddress(this.deps.store, this.deps.publicUrl), clearWorkFolder(this.deps.dataDir)]).then(
      look,
      look,
    )
  }

  /** Makes a backup where one is due. */
  async look(): Promise<void> {
    const chosen = await readChoice(this.deps)
    if (chosen?.choice === 'folder' && !this.#running && (await this.#isDue())) await this.run('schedule')
  }

  async #isDue(): Promise<boolean> {
    const { store, clock } = this.deps
    const good = await lastGood(store)
    if (!good) return true
    const age = clock.now() - good.startedAt
    // A clock that was set back must not keep backups away.
    if (age >= DUE_AFTER || age < 0) return true
    return age >= CHANGED_AFTER && good.finishedAt - good.startedAt < QUICK && changedSince(store, good.startedAt)
  }

  /** One backup; resolves when it is recorded, also as failed. Throws KeepRefused `busy` and where no folder was chosen. */
  async run(askedBy: string): Promise<void> {
    this.#refuseBusy()
    const chosen = await readChoice(this.deps)
    if (chosen?.choice !== 'folder') throw new KeepRefused('folder', '还没有选择备份文件夹，请先选择')
    this.#refuseBusy()
    this.#turn = this.#make(chosen, askedBy)
    await this.#turn
  }

  async #make(chosen: Extract<Choice, { choice: 'folder' }>, askedBy: string): Promise<void> {
    const { store, clock, dataDir, databaseUrl, publicUrl: address } = this.deps
    const startedAt = clock.now()
    const { folder, lock, keeping } = chosen
    this.#running = { what: 'backup', step: 'copy', done: 0, all: 1, startedAt }
    const ran = () => ({ startedAt, finishedAt: clock.now(), folder, askedBy })
    try {
      const packages = await keptDigests(store)
      const job = { dataDir, databaseUrl, folder, lock, keeping, address, packages, now: startedAt }
      const made = await this.#worker.make(job, (step, done, all) => {
        this.#running = { what: 'backup', step, done, all, startedAt }
      })
      await recordMade(store, ran(), made)
    } catch (error) {
      if (this.#closed) return
      if (!(error instanceof KeepRefused)) console.error('backup:', error)
      const problem = error instanceof KeepRefused ? error.message : '备份没有完成，原因见服务器窗口，会再试'
      await recordFailed(store, ran(), problem)
    } finally {
      this.#running = undefined
    }
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await this.#turn
  }

  /** The pair that backups will be encrypted to. Throws KeepRefused `passphrase`. */
  newLock(passphrase: string): Promise<Lock> {
    return this.#worker.newLock(passphrase)
  }

  /** Opens a listed backup with the passphrase. Throws KeepRefused. */
  async open(folder: string, name: string, passphrase: string): Promise<Tried> {
    this.#refuseBusy()
    const startedAt = this.deps.clock.now()
    this.#running = { what: 'open', step: 'check', done: 0, all: 1, startedAt }
    try {
      return await this.#worker.open(join(folder, name), passphrase, this.deps.dataDir, (step, done, all) => {
        this.#running = { what: 'open', step, done, all, startedAt }
      })
    } finally {
      this.#running = undefined
    }
  }

  #refuseBusy(): void {
    if (this.#running) throw new KeepRefused('busy', '另一次备份正在进行，请等它做完')
  }

  /** Ends what is under way: it is begun anew at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    this.#worker.stop()
    await this.#turn
  }
}
