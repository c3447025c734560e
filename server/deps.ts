import { eq } from 'drizzle-orm'
import type { WitnessKey } from '../shared/log/cosignature'
import type { Clock } from './clock'
import { systemClock } from './clock'
import { nodeCrypto } from './crypto'
import { openStore } from './db/open'
import type { Store } from './db/store'
import { type Packed, packed } from './deploy/packed'
import { noPublisher, type Publisher } from './deploy/publisher'
import { Jobs } from './jobs'
import { Keeper } from './keep/keeper'
import { Keys, Secrets } from './keys'
import { Ledger } from './ledger/ledger'
import { Stamper } from './ledger/timestamp/stamper'
import { Deriver } from './study/derive'
import { Finder } from './study/finder'
import { deliverWaiting } from './training/own-chain'
import { archiveRules } from './training/rules'
import { WorkFiles } from './work-files'

export interface DepsOptions {
  dataDir: string
  databaseUrl?: string | undefined
  /** Where devices and people reach this server; absent in a class without network. */
  publicUrl: string
  clock?: Clock
  /** The witnesses (备查方) whose cosignatures are kept. */
  witnesses?: readonly WitnessKey[]
  /** An RFC 3161 authority. */
  timestampUrl?: string | undefined
  /** Who publishes the extension. */
  publisher?: Publisher
  /** Folder of the built extension, for computers that get it from here. */
  extension?: string | undefined
}

/** Everything the verbs work with; opened once, passed in, never read from the environment. */
export interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly keys: Keys
  readonly secrets: Secrets
  readonly ledger: Ledger
  readonly deriver: Deriver
  /** Present where a time-stamping authority is configured. */
  readonly stamper?: Stamper | undefined
  readonly finder: Finder
  readonly jobs: Jobs
  /** Where long work puts what it makes. */
  readonly work: WorkFiles
  readonly publicUrl: string
  /** Makes this server's backups; begins when told to start. */
  readonly keeper: Keeper
  readonly publisher: Publisher
  /** The extension as other computers can install it from here. */
  readonly packed: Packed
  close(): Promise<void>
}

export async function openDeps({
  dataDir,
  databaseUrl,
  publicUrl,
  clock = systemClock,
  witnesses,
  timestampUrl,
  publisher = noPublisher,
  extension,
}: DepsOptions): Promise<Deps> {
  const store = await openStore({ dataDir, databaseUrl })
  const keys = await Keys.open(dataDir, store, clock)
  const finder = new Finder(store, nodeCrypto, clock)
  const deriver = new Deriver(store, nodeCrypto, () => finder.wake())
  const onReceipted = () => deriver.wake()
  const ledger = await Ledger.open({ store, crypto: nodeCrypto, clock, keys, witnesses, onReceipted })
  await archiveRules({ store, clock })
  deriver.wake()
  finder.wake()
  const stamper = timestampUrl === undefined ? undefined : new Stamper({ store, clock }, timestampUrl)
  const keeper = new Keeper({ store, clock, dataDir, databaseUrl, publicUrl })
  const work = new WorkFiles(dataDir)
  const jobs = new Jobs(clock, work)
  const deps: Deps = {
    store,
    clock,
    keys,
    secrets: new Secrets(dataDir),
    ledger,
    deriver,
    stamper,
    finder,
    jobs,
    work,
    publicUrl,
    keeper,
    publisher,
    packed: packed(extension, publicUrl, publisher),
    async close() {
      await jobs.close()
      await keeper.close()
      stamper?.close()
      await ledger.close()
      await deriver.close()
      await finder.close()
      await store.close()
    },
  }
  await deliverWaiting(deps)
  return deps
}

/** The setting of this key, for the few things that are one a server. */
export async function setting({ store: { t, read } }: Pick<Deps, 'store'>, key: string): Promise<string | undefined> {
  const [row] = await read.select({ value: t.setting.value }).from(t.setting).where(eq(t.setting.key, key))
  return row?.value
}
