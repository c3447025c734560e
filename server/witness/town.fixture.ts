import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Hono } from 'hono'
import type { WitnessKey } from '../../shared/log/cosignature'
import type { ReceiptLine } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import type { Device } from '../../test/support/device'
import { makeKey, nodeCrypto, signer } from '../crypto'
import { openStore } from '../db/open'
import { DATABASE_FILE } from '../db/sqlite'
import { connectionOf } from '../http/connection'
import { answerError } from '../http/errors'
import { logRoutes } from '../http/log-routes'
import { Desk, SteppingClock, study, testKeys } from '../ledger/desk.fixture'
import type { LedgerKeys } from '../ledger/ledger'
import { Memory } from './memory'
import { observe, type Self } from './observe'
import { HttpSource } from './source'

export const ADDRESS = 'http://127.0.0.1:8787'

/** What somebody with the database file can do: triggers hold nobody who can write it. */
export function editDatabase(dataDir: string, ...statements: string[]): void {
  const db = new Database(join(dataDir, DATABASE_FILE))
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER ${String(name)}`)
  for (const statement of statements) db.exec(statement)
  db.close()
}

/** A log server and a witness in another town, with everything that an operator can do to the server's database. */
export class Town {
  #desk: Desk | undefined
  /** Witnesses the server believes; our own, until another is named. */
  believes: WitnessKey[] | undefined

  private constructor(
    readonly folder: string,
    readonly keys: LedgerKeys,
    readonly clock: SteppingClock,
    readonly self: Self,
  ) {}

  static async open(): Promise<Town> {
    const folder = mkdtempSync(join(tmpdir(), 'xueji-town-'))
    const self = { name: '绥化市人社局', key: signer(await makeKey('Ed25519')) }
    const town = new Town(folder, await testKeys(), new SteppingClock(), self)
    await town.start()
    return town
  }

  get desk(): Desk {
    if (!this.#desk) throw new Error('the server stands still')
    return this.#desk
  }

  get witness() {
    return { name: this.self.name, spki: this.self.key.publicKey }
  }

  async start(folder = 'data'): Promise<void> {
    const store = await openStore({ dataDir: join(this.folder, folder) })
    this.#desk = await Desk.open(store, {
      clock: this.clock,
      keys: this.keys,
      witnesses: this.believes ?? [this.witness],
    })
  }

  async stop(): Promise<void> {
    await this.#desk?.ledger.close()
    await this.#desk?.store.close()
    this.#desk = undefined
  }

  async close(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The log over HTTP, as it answers now. */
  readonly source = new HttpSource(ADDRESS, async (input, init) => {
    const { ledger } = this.desk
    const app = new Hono()
    app.onError((error, c) => answerError(c, error))
    app.route(
      '/log',
      logRoutes({ ledger, clock: this.clock }, connectionOf({ tls: false, openDeviceRoutes: false }), {
        openDeviceRoutes: true,
      }),
    )
    return app.request(String(input), init)
  })

  get memory(): Memory {
    return new Memory(join(this.folder, 'memory.ndjson'))
  }

  /** One visit of the witness. */
  look(source: Parameters<typeof observe>[0]['source'] = this.source) {
    const { keys, clock, memory } = this
    return observe({ crypto: nodeCrypto, clock, source, key: keys.log.publicKey, memory }, this.self)
  }

  /** So many trainees hand in once, and it is sealed. */
  async handIn(count: number): Promise<{ device: Device; receipt: ReceiptLine }[]> {
    const given: { device: Device; receipt: ReceiptLine }[] = []
    for (let i = 0; i < count; i++) {
      const device = study(await this.desk.device(), 2)
      const [outcome] = await this.desk.submit(device.body(0))
      if (outcome) given.push({ device, receipt: outcome.receipt })
    }
    await this.desk.ledger.sequencer.sequence()
    return given
  }

  /** Stops the server, edits its database, starts it again. */
  async edit(...statements: string[]): Promise<void> {
    await this.stop()
    editDatabase(join(this.folder, 'data'), ...statements)
    await this.start()
  }

  /** A copy of the data, as a backup keeps it. */
  async backup(): Promise<void> {
    await this.stop()
    cpSync(join(this.folder, 'data'), join(this.folder, 'backup'), { recursive: true })
    await this.start()
  }

  /** The database comes back from the backup. */
  async restore(): Promise<void> {
    await this.stop()
    rmSync(join(this.folder, 'data'), { recursive: true })
    cpSync(join(this.folder, 'backup'), join(this.folder, 'data'), { recursive: true })
    await this.start()
  }

  /** A device hands everything in again, its receipts in front, as it does when the server lost some. */
  refill({ device, receipt }: { device: Device; receipt: ReceiptLine }) {
    return this.desk.submit(`${canonical(receipt)}\n${device.body(0)}`)
  }
}
