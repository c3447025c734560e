import { createECDH, createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { builtIn } from '../../extension/sites'
import { nodeCrypto } from '../../server/crypto'
import type { BatchRow, LedgerRows, ReceiptRow, Store } from '../../server/db/store'
import { entryRow } from '../../server/ledger/line'
import { touchedDays } from '../../server/ledger/place'
import { receiptRow, signReceipt } from '../../server/ledger/receipt'
import { daysBetween } from '../../shared/calendar/beijing'
import { base64url, fromHex, type Signer } from '../../shared/crypto'
import { batchBytes, fingerprint } from '../../shared/record/batch'
import type { Body, Kind } from '../../shared/record/bodies'
import { type Entry, writeEntry } from '../../shared/record/entry'
import { ruleRef } from '../../shared/site/hash'
import { defaultPolicy } from '../../shared/study/policies'
import { steady } from '../support/device'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SPAN = 300_000
/** 2026-11-01 08:00 in Beijing. */
export const TERM = Date.parse('2026-11-01T00:00:00Z')
const COURSE = { key: 'c-1001', title: '养老护理员（初级）' }
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
/** What an accepted batch is: so many entries. */
const BATCH = 10
const RULE = ruleRef(nodeCrypto, builtIn[0] ?? { id: 'none', version: 0, hosts: [], pages: [] })
/** SPKI of a P-256 key up to its point (RFC 5480). */
const P256_HEAD = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200')

/** The n-th device's key: always the same one. */
function deviceKey(n: number): { key: KeyObject; spki: Uint8Array } {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(hash(`device key ${n}`), 'hex')
  const point = ecdh.getPublicKey()
  const part = (from: number, to: number) => point.subarray(from, to).toString('base64url')
  const d = ecdh.getPrivateKey().toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65), d }
  return { key: createPrivateKey({ key: jwk, format: 'jwk' }), spki: new Uint8Array([...P256_HEAD, ...point]) }
}

/** What a device and the server sign of a chain. */
export interface Signed {
  batch: BatchRow
  receipts: ReceiptRow[]
}

/** A trainee's chain as the recorder seals it: two hours a day, twelve spans an hour, a presence check every ten minutes. */
export class Term {
  readonly chain: string
  readonly claim: string
  /** The device's public key. */
  readonly spki: Uint8Array
  readonly #key: KeyObject
  readonly entries: Entry[] = []
  /** Entries that are stored and receipted. */
  stored = 0

  constructor(readonly n: number) {
    const { key, spki } = deviceKey(n)
    this.#key = key
    this.spki = spki
    this.chain = fingerprint(nodeCrypto, spki)
    this.claim = this.chain.slice(0, 32)
    const device = hash(`device ${n}`).slice(0, 32)
    const join = { claim: this.claim, class: 'k', organisation: 'o', device, consent: '2026-11', build: '0.1.0 bench' }
    this.#write('join', join, TERM - HOUR)
    this.#write('consent', { text: '2026-11', hash: '0'.repeat(64) }, TERM - HOUR)
  }

  #write<K extends Kind>(kind: K, body: Body<K>, at: number): Entry {
    const { length } = this.entries
    const entry = writeEntry(nodeCrypto, {
      ...{ chain: this.chain, seq: length, prev: this.entries.at(-1)?.hash, at, kind, body },
    })
    this.entries.push(entry)
    return entry
  }

  /** One more day of study; its hours are lessons. */
  day(day: number, hours = 2): this {
    const from = TERM + day * DAY + (this.n % 600) * 60_000
    let proof = this.#write('signin', { method: 'pin' }, from)
    for (let hour = 0; hour < hours; hour++) {
      const lesson = { key: `l-${day}-${hour}`, title: `第${day + 1}日第${hour + 1}节`, duration: HOUR }
      const start = from + hour * HOUR
      const view = this.#write(
        'view',
        {
          ...{ site: 'px.class.com.cn', host: 'px.class.com.cn', rule: RULE },
          ...{ course: COURSE, lesson, media: 'video', learner: { state: 'match', masked: '王*' } },
        },
        start,
      )
      for (let i = 0; i < 12; i++) {
        const wall = start + i * SPAN
        const [front, back] = [steady(wall, 200_000, i * SPAN), steady(wall + 200_000, 99_000, i * SPAN + 200_000)]
        const spans = i === 5 ? [front, { ...back, visible: false }] : [steady(wall, 299_000, i * SPAN)]
        this.#write('watch', { view: view.hash, spans }, wall + SPAN)
        if (i % 2 === 0) continue
        const due = wall + SPAN
        proof = this.#write('presence', { after: proof.hash, n: 1, due, result: 'answered', answered: due }, due)
      }
    }
    this.#write('signout', { reason: 'popup' }, from + hours * HOUR)
    return this
  }

  /** All of it signed as it is in life: each receipt by the server, the end by the device. `chain` is the surrogate id. */
  async signed(service: Signer, chain: number): Promise<Signed> {
    const receipts: ReceiptRow[] = []
    for (let from = 0; from < this.entries.length; from += BATCH) {
      const last = this.entries.slice(from, from + BATCH).at(-1)
      if (!last) break
      const before = receipts.at(-1)?.hash
      const body = { v: 1 as const, chain: this.chain, from, to: last.seq, head: last.hash, at: last.at + 5000 }
      const line = await signReceipt(nodeCrypto, service, { ...body, ...(before !== undefined && { before }) })
      receipts.push(receiptRow(nodeCrypto, chain, line))
    }
    const { seq = 0, hash: head = '' } = this.entries.at(-1) ?? {}
    const bytes = batchBytes({ chain: this.chain, seq, head })
    const signature = base64url(sign('sha256', bytes, { key: this.#key, dsaEncoding: 'ieee-p1363' }))
    const batch = { chain, branch: 0, seq, signature }
    return { batch, receipts }
  }

  /** Stores what is new as accepted: `batch` entries to a receipt. Without `signed` nothing is signed: derivation verifies nothing. */
  store(rows: LedgerRows, chain: number, batch = BATCH, signed?: Signed): void {
    if (signed) void rows.addBatch(signed.batch)
    for (; this.stored < this.entries.length; this.stored += batch) {
      const entries = this.entries.slice(this.stored, this.stored + batch)
      const last = entries.at(-1)
      if (!last) return
      void rows.addEntries(entries.map((entry) => entryRow(chain, 0, entry, false)))
      void rows.addDays(entries.flatMap((entry) => watchedDays(entry).map((day) => ({ chain, day, seq: entry.seq }))))
      const unsigned = {
        ...{ chain, branch: 0, from: this.stored, to: last.seq, at: last.at + 5000, head: last.hash },
        ...{ hash: hash(`receipt ${last.hash}`), key: hash('key'), signature: Buffer.alloc(64).toString('base64url') },
      }
      void rows.addReceipt(signed?.receipts.find(({ to }) => to === last.seq) ?? unsigned)
      void rows.addDirty(chain, touchedDays(entries))
    }
    this.stored = this.entries.length
  }
}

function watchedDays({ kind, body }: Entry): string[] {
  if (kind !== 'watch' || !Array.isArray(body.spans)) return []
  return [...new Set(body.spans.flatMap((one) => daysBetween(Object(one).wall, Object(one).wall + Object(one).ms)))]
}

const unnamed = (n: number) => ({ idCipher: 'x', idIndex: `x${n}`, idMasked: 'x' })

/** A class of `count` people with their seats and joined devices; the chains' ids in order. `secretOf` says a person's ID number as it is stored. */
export async function openTerm(
  store: Store,
  count: number,
  secretOf: (n: number, person: string) => ReturnType<typeof unnamed> = unnamed,
): Promise<void> {
  const { t } = store
  await store.tx(async (q) => {
    await q.insert(t.organisation).values({ id: 'o', kind: 'institution', name: '示范学校', createdAt: 1 })
    await q.insert(t.plan).values({
      ...{ id: 'p', organisation: 'o', title: '计划', occupation: '养老护理员', level: '五级', createdAt: 1 },
      ...{ policy: JSON.stringify(defaultPolicy), periodFrom: '2026-11-01', periodTo: '2026-12-31' },
    })
    await q
      .insert(t.planCourse)
      .values({ plan: 'p', position: 0, site: 'px.class.com.cn', ...COURSE, aliases: '[]', hours: '80' })
    await q
      .insert(t.class)
      .values({ id: 'k', organisation: 'o', plan: 'p', name: '第1期', code: 'K', status: 'open', createdAt: 1 })
    for (let n = 0; n < count; n++) {
      const { chain, claim, spki } = new Term(n)
      const secret = secretOf(n, `p${n}`)
      await q.insert(t.person).values({ id: `p${n}`, organisation: 'o', name: `学员${n}`, ...secret, createdAt: 1 })
      const code = { codeCipher: 'x', codeIndex: `x${n}`, codeIssuedAt: TERM - DAY }
      await q.insert(t.seat).values({ id: `s${n}`, class: 'k', person: `p${n}`, number: `${n}`, ...code, createdAt: 1 })
      const device = hash(`device ${n}`).slice(0, 32)
      await q.insert(t.claim).values({
        ...{ claim, class: 'k', seat: `s${n}`, device, key: 'x', how: 'code', state: 'bound' },
        ...{ issuedAt: TERM - DAY, createdAt: 1 },
      })
      await q
        .insert(t.chain)
        .values({ id: n + 1, digest: chain, spki: base64url(spki), claim, class: 'k', device, createdAt: TERM - DAY })
    }
  })
}
