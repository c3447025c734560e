import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq, isNull } from 'drizzle-orm'
import { base64url, fromBase64url, type Signer } from '../shared/crypto'
import { fingerprint } from '../shared/record/batch'
import type { Clock } from './clock'
import { type KeyKind, nodeCrypto, signer } from './crypto'
import type { Queries, Store } from './db/store'
import { pemFile, secretFile } from './key-files'
import { makeSm2Key, sm2Signer } from './sm2/sm2'

const purposes = ['service', 'package', 'log', 'sm2'] as const
type Purpose = (typeof purposes)[number]
const kindOf = { service: 'P-256', package: 'Ed25519', log: 'Ed25519' } as const satisfies Partial<
  Record<Purpose, KeyKind>
>

/**
 * Private keys and secrets are files in the data folder's `keys/` (0600), outside the database; their public halves and
 * dates stand in the table service_key.
 */
export class Keys {
  readonly #signers = new Map<string, Signer>()

  private constructor(
    readonly folder: string,
    readonly store: Store,
    readonly clock: Clock,
    readonly log: Signer,
    /** Server id, in the origin of checkpoints. */
    readonly server: string,
  ) {}

  static async open(dataDir: string, store: Store, clock: Clock): Promise<Keys> {
    const folder = join(dataDir, 'keys')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const server = secretFile(folder, 'server-id', () => randomBytes(8).toString('hex'))
    const log = signer(await pemFile(folder, 'log', 'Ed25519'))
    const keys = new Keys(folder, store, clock, log, server)
    await keys.#register(null, 'log', log)
    return keys
  }

  /** Signs receipts, extracts, rule sets and class files of an organisation. Made at first need. */
  service(organisation: string): Promise<Signer> {
    return this.#signer(organisation, 'service')
  }

  /** Signs packages of an organisation, and vouches for its other keys. Made at first need. */
  package(organisation: string): Promise<Signer> {
    return this.#signer(organisation, 'package')
  }

  /**
   * A new package key takes over from the one in use. Both can sign in `handOver`; then the new one is registered and the old one retired in one transaction with
   * `write`, and the old private key is gone.
   */
  async rotatePackage<T>(
    organisation: string,
    at: number,
    handOver: (old: Signer, next: Signer) => Promise<T>,
    write: (q: Queries, handed: T) => Promise<void>,
  ): Promise<T> {
    const old = await this.package(organisation)
    const next = signer(await pemFile(this.folder, `package-${organisation}.next`, kindOf.package))
    const handed = await handOver(old, next)
    const { t } = this.store
    await this.store.tx(async (q) => {
      const id = fingerprint(nodeCrypto, next.publicKey)
      const row = { id, organisation, purpose: 'package', public: base64url(next.publicKey), createdAt: at }
      await q.insert(t.serviceKey).values(row)
      await q
        .update(t.serviceKey)
        .set({ retiredAt: at })
        .where(eq(t.serviceKey.id, fingerprint(nodeCrypto, old.publicKey)))
      await write(q, handed)
    })
    this.#signers.delete(`package-${organisation}`)
    await this.package(organisation)
    return handed
  }

  /** Signs packages a second time with SM2, where the organisation wanted that. */
  async sm2(organisation: string): Promise<Signer | undefined> {
    const file = this.#sm2File(organisation)
    return existsSync(file) ? sm2Signer(readFileSync(file, 'utf8').trim()) : undefined
  }

  /** The organisation's SM2 key, made where there is none. */
  async makeSm2(organisation: string): Promise<Signer> {
    const key = sm2Signer(secretFile(this.folder, `sm2-${organisation}`, makeSm2Key))
    await this.#register(organisation, 'sm2', key)
    return key
  }

  #sm2File = (organisation: string) => join(this.folder, `sm2-${organisation}`)

  async servicePublic(organisation: string): Promise<ReadonlyMap<string, Uint8Array>> {
    await this.service(organisation)
    const { t, read } = this.store
    const rows = await read
      .select()
      .from(t.serviceKey)
      .where(and(eq(t.serviceKey.organisation, organisation), eq(t.serviceKey.purpose, 'service')))
    return new Map(rows.map((row) => [row.id, fromBase64url(row.public)]))
  }

  async #signer(organisation: string, purpose: 'service' | 'package'): Promise<Signer> {
    const name = `${purpose}-${organisation}`
    const known = this.#signers.get(name)
    if (known) return known
    await this.#finishRotation(name)
    const key = signer(await pemFile(this.folder, name, kindOf[purpose]))
    await this.#register(organisation, purpose, key)
    this.#signers.set(name, key)
    return key
  }

  /** A next key that was registered takes its place, also after the server fell between the two. */
  async #finishRotation(name: string): Promise<void> {
    const next = join(this.folder, `${name}.next.pem`)
    if (!existsSync(next)) return
    const { t, read } = this.store
    const id = fingerprint(nodeCrypto, signer(readFileSync(next, 'utf8')).publicKey)
    const [row] = await read.select().from(t.serviceKey).where(eq(t.serviceKey.id, id))
    if (row) renameSync(next, join(this.folder, `${name}.pem`))
  }

  async #register(organisation: string | null, purpose: Purpose, key: Signer): Promise<void> {
    const { t } = this.store
    await this.store.tx(async (q) => {
      await q
        .insert(t.serviceKey)
        .values({
          id: fingerprint(nodeCrypto, key.publicKey),
          organisation,
          purpose,
          public: base64url(key.publicKey),
          createdAt: this.clock.now(),
        })
        .onConflictDoNothing()
    })
  }

  /** Keys in use, for people to compare and for packages to list. */
  async inUse(organisation: string): Promise<{ purpose: Purpose; id: string; public: string; createdAt: number }[]> {
    await this.service(organisation)
    await this.package(organisation)
    const { t, read } = this.store
    const rows = await read.select().from(t.serviceKey).where(isNull(t.serviceKey.retiredAt))
    return rows
      .filter((row) => row.organisation === organisation || row.purpose === 'log')
      .map((row) => ({ purpose: purposeOf(row.purpose), id: row.id, public: row.public, createdAt: row.createdAt }))
  }
}

const purposeOf = (text: string): Purpose => purposes.find((one) => one === text) ?? 'log'

/** Encrypts what may not be read in the database, and makes the blind indexes to find it by. */
export class Secrets {
  readonly #cipherKey: Buffer
  readonly #indexKey: Buffer

  constructor(dataDir: string) {
    const folder = join(dataDir, 'keys')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#cipherKey = Buffer.from(
      secretFile(folder, 'cipher-1', () => randomBytes(32).toString('hex')),
      'hex',
    )
    this.#indexKey = Buffer.from(
      secretFile(folder, 'index-1', () => randomBytes(32).toString('hex')),
      'hex',
    )
  }

  /** AES-256-GCM; `row` is bound as additional data, so that a cipher text can't be moved to another row. */
  encrypt(text: string, row: string): string {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#cipherKey, iv)
    cipher.setAAD(Buffer.from(row))
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return `1.${Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64url')}`
  }

  /** Throws when the text was changed, moved or made by another key. */
  decrypt(stored: string, row: string): string {
    const bytes = Buffer.from(stored.replace(/^1\./, ''), 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', this.#cipherKey, bytes.subarray(0, 12))
    decipher.setAAD(Buffer.from(row))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  }

  /** Keyed hash for equality search; `purpose` keeps indexes of different columns apart. */
  index(
    purpose:
      | 'id'
      | 'account'
      | 'account-number'
      | 'code'
      | 'challenge'
      | 'token'
      | 'phone'
      | 'factor'
      | 'lesson'
      | 'invitation'
      | 'recovery'
      | 'class-link',
    text: string,
  ): string {
    return createHmac('sha256', this.#indexKey).update(`${purpose}\0${text}`).digest('base64url')
  }

  /** Constant-time comparison of two indexes. */
  same(a: string, b: string): boolean {
    const [x, y] = [Buffer.from(a), Buffer.from(b)]
    return x.length === y.length && timingSafeEqual(x, y)
  }
}
