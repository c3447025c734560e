import { eq } from 'drizzle-orm'
import type { WitnessKey } from '../shared/log/cosignature'
import { Live } from './board/live'
import { Rechecker } from './bureau/across/rechecker'
import { Packages } from './bureau/intake/packages'
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
import { Media } from './media/media'
import type { S3Settings } from './media/s3-store'
import type { Disk } from './media/staging'
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
  /** An S3-compatible store for lecture videos; absent, they stay in the data folder. */
  mediaS3?: S3Settings | undefined
  /** Where files that are being uploaded are written; the real one where it is absent. */
  disk?: Disk | undefined
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
  /** Holds claims at a bureau against what changed. */
  readonly rechecker: Rechecker
  readonly jobs: Jobs
  /** Where long work puts what it makes. */
  readonly work: WorkFiles
  /** Tells who looks at a class what is new of it. */
  readonly live: Live
  /** Where lecture videos are. */
  readonly media: Media
  /** Packages that a bureau received. */
  readonly packages: Packages
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
  mediaS3,
  disk,
}: DepsOptions): Promise<Deps> {
  const store = await openStore({ dataDir, databaseUrl })
  const keys = await Keys.open(dataDir, store, clock)
  const finder = new Finder(store, nodeCrypto, clock)
  const live = new Live(store, clock)
  const deriver = new Deriver(store, nodeCrypto, () => {
    finder.wake()
    live.changed()
  })
  const onReceipted = () => deriver.wake()
  const ledger = await Ledger.open({ store, crypto: nodeCrypto, clock, keys, witnesses, onReceipted })
  await archiveRules({ store, clock })
  deriver.wake()
  finder.wake()
  const rechecker = new Rechecker(store, clock)
  rechecker.wake()
  const stamper = timestampUrl === undefined ? undefined : new Stamper({ store, clock }, timestampUrl)
  const keeper = new Keeper({ store, clock, dataDir, databaseUrl, publicUrl })
  const media = new Media({ store, clock, dataDir, s3: mediaS3, disk })
  const packages = new Packages(dataDir, disk)
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
    rechecker,
    jobs,
    work,
    live,
    media,
    packages,
    publicUrl,
    keeper,
    publisher,
    packed: packed(extension, publicUrl, publisher),
    async close() {
      await live.close()
      await jobs.close()
      await media.close()
      await keeper.close()
      stamper?.close()
      await ledger.close()
      await deriver.close()
      await finder.close()
      await rechecker.close()
      await store.close()
    },
  }
  await deliverWaiting(deps)
  await media.start()
  await packages.start()
  return deps
}

/** The setting of this key, for the few things that are one a server. */
export async function setting({ store: { t, read } }: Pick<Deps, 'store'>, key: string): Promise<string | undefined> {
  const [row] = await read.select({ value: t.setting.value }).from(t.setting).where(eq(t.setting.key, key))
  return row?.value
}
