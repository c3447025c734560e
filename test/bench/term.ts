import { createHash } from 'node:crypto'
import { nodeCrypto } from '../../server/crypto'
import type { LedgerRows, Store } from '../../server/db/store'
import { entryRow } from '../../server/ledger/line'
import { touchedDays } from '../../server/ledger/place'
import { daysBetween } from '../../shared/calendar/beijing'
import type { Body, Kind } from '../../shared/record/bodies'
import { type Entry, writeEntry } from '../../shared/record/entry'
import { defaultPolicy } from '../../shared/study/policies'
import { steady } from '../support/device'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SPAN = 300_000
/** 2026-11-01 08:00 in Beijing. */
export const TERM = Date.parse('2026-11-01T00:00:00Z')
const COURSE = { key: 'c-1001', title: '养老护理员（初级）' }
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** A trainee's chain as the recorder seals it: two hours a day, twelve spans an hour, a presence check every ten minutes. */
export class Term {
  readonly chain: string
  readonly claim: string
  readonly entries: Entry[] = []
  /** Entries that are stored and receipted. */
  stored = 0

  constructor(readonly n: number) {
    this.chain = hash(`chain ${n}`)
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
          ...{ site: 'px.class.com.cn', host: 'px.class.com.cn', rule: `px.class.com.cn@1#${'0'.repeat(64)}` },
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

  /** Stores what is new as accepted: `batch` entries to a receipt. Nothing is signed here: derivation verifies nothing. */
  store(rows: LedgerRows, chain: number, batch = 10): void {
    for (; this.stored < this.entries.length; this.stored += batch) {
      const entries = this.entries.slice(this.stored, this.stored + batch)
      const last = entries.at(-1)
      if (!last) return
      void rows.addEntries(entries.map((entry) => entryRow(chain, 0, entry, false)))
      void rows.addDays(entries.flatMap((entry) => watchedDays(entry).map((day) => ({ chain, day, seq: entry.seq }))))
      void rows.addReceipt({
        ...{ chain, branch: 0, from: this.stored, to: last.seq, at: last.at + 5000, head: last.hash },
        ...{ hash: hash(`receipt ${last.hash}`), key: hash('key'), signature: Buffer.alloc(64).toString('base64url') },
      })
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
      const { chain, claim } = new Term(n)
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
        .values({ id: n + 1, digest: chain, spki: 'x', claim, class: 'k', device, createdAt: TERM - DAY })
    }
  })
}
