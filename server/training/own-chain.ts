import { randomBytes } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { base64url, sha256Hex } from '../../shared/crypto'
import { PHONE_CONSENT_VERSION, phoneConsent } from '../../shared/reach/phone-consent'
import { batchBytes, fingerprint } from '../../shared/record/batch'
import type { Body, Kind } from '../../shared/record/bodies'
import { canonical } from '../../shared/record/canonical'
import { type Entry, writeEntry } from '../../shared/record/entry'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { makeKey, nodeCrypto, signer } from '../crypto'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused, readLines } from '../ledger/accept'
import { addChain } from './join'

/** What is to be written; the chain gives it seq, prev and time. */
export type OwnEntry = { [K in Kind]: { kind: K; body: Body<K> } }[Kind]

/** How the claim of such a chain is bound. It is no device of anybody: lists of devices and of who has joined leave it out. */
export const OWN = 'own'

/** `0.1.0 server` in the place of a version and a kernel: the newest release. */
export const ownBuild = `${[...publishedBuilds].at(-1)} server`

/** Tries where another writer was quicker; each try of one seat lets somebody through. */
const TRIES = 20

/**
 * Writes entries into the chain that this server keeps for a seat, begun with `join` and `consent` where there is none, and
 * resolves once they are receipted. `beside` runs in the transaction that takes the place in the chain, with the entries: what
 * belongs to them is kept with them or not at all. Never forks: of two writers that go on from one head one starts again.
 * Throws `not-found`, `conflict` where the class is closed or the seat has left it.
 */
export async function writeOwn(
  deps: Deps,
  seat: string,
  entries: readonly OwnEntry[],
  beside: (q: Queries, written: readonly Entry[]) => Promise<void> = async () => undefined,
): Promise<Entry[]> {
  for (let tries = 0; tries < TRIES; tries++) {
    const written = await taken(deps, seat, entries, beside)
    if (!written) continue
    await deliver(deps, seat)
    return written
  }
  throw new Refused('too-many-requests', '操作太频繁，请稍后再试', { retryAfter: 2 })
}

/** That its person agreed to the text in force. */
export const agreement = (): OwnEntry => ({
  kind: 'consent',
  body: { text: PHONE_CONSENT_VERSION, hash: sha256Hex(nodeCrypto, phoneConsent()) },
})

/** Whether there is a chain of ours for the seat already: then its person has agreed. */
export async function ownChainOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  seat: string,
): Promise<string | undefined> {
  const [row] = await read.select({ chain: t.ownChain.chain }).from(t.ownChain).where(eq(t.ownChain.seat, seat))
  return row?.chain
}

/** Hands every line that a crash left without a receipt to the ledger. Done at the start. */
export async function deliverWaiting(deps: Deps): Promise<void> {
  const { t, read } = deps.store
  const rows = await read.select({ seat: t.ownChain.seat }).from(t.ownChain).where(ne(t.ownChain.waiting, ''))
  for (const { seat } of rows) await deliver(deps, seat)
}

/** One try: writes and signs what goes on from the head as it stands, and takes the place if it still does. */
async function taken(
  deps: Deps,
  seat: string,
  entries: readonly OwnEntry[],
  beside: (q: Queries, written: readonly Entry[]) => Promise<void>,
): Promise<Entry[] | undefined> {
  const { store, clock, secrets } = deps
  const { t } = store
  const known = await openSeat(deps, seat)
  const [kept] = await store.read.select().from(t.ownChain).where(eq(t.ownChain.seat, seat))
  // What a backup brought back may have been written further before: another chain begins, and none is forked.
  const row = kept && kept.createdAt > (await restoredAt(deps)) ? kept : undefined
  const at = clock.now()
  const begun = row ? undefined : await begin(known)
  const pem = row ? secrets.decrypt(row.keyCipher, keyRow(seat)) : (begun?.pem ?? '')
  const key = signer(pem)
  const chain = fingerprint(nodeCrypto, key.publicKey)
  const written: Entry[] = []
  let last = row && { seq: row.seq, hash: row.head }
  for (const { kind, body } of [...(begun?.entries ?? []), ...entries]) {
    const entry = writeEntry(nodeCrypto, { chain, seq: (last?.seq ?? -1) + 1, prev: last?.hash, at, kind, body })
    written.push(entry)
    last = entry
  }
  if (!last) return []
  const batch = { chain, seq: last.seq, head: last.hash }
  const signature = base64url(await key.sign(batchBytes(batch)))
  const lines = [...written.map(({ line }) => line), canonical({ batch, signature })]
    .map((line) => `${line}\n`)
    .join('')
  const head = { seq: last.seq, head: last.hash }
  const goesOnFrom = (hash: string) => and(eq(t.ownChain.seat, seat), eq(t.ownChain.head, hash))
  return store.tx(async (q) => {
    if (begun) {
      const claim = { ...known, ...begun.claim, key: base64url(key.publicKey), seat, at }
      const values = {
        seat,
        chain,
        keyCipher: secrets.encrypt(pem, keyRow(seat)),
        ...head,
        waiting: lines,
        createdAt: at,
      }
      const made = kept
        ? await q.update(t.ownChain).set(values).where(goesOnFrom(kept.head)).returning({ seat: t.ownChain.seat })
        : await q.insert(t.ownChain).values(values).onConflictDoNothing().returning({ seat: t.ownChain.seat })
      if (made.length === 0) return undefined
      await bind(deps, q, claim, chain)
    } else {
      const waiting = (row?.waiting ?? '') + lines
      const went = await q
        .update(t.ownChain)
        .set({ ...head, waiting })
        .where(goesOnFrom(row?.head ?? ''))
        .returning({ seat: t.ownChain.seat })
      if (went.length === 0) return undefined
    }
    await beside(q, written)
    return written
  })

  async function begin({ classId, organisation }: Seat) {
    const claim = { claim: randomBytes(16).toString('hex'), device: randomBytes(16).toString('hex') }
    const join = { ...claim, class: classId, organisation, consent: PHONE_CONSENT_VERSION, build: ownBuild }
    return { pem: await makeKey('P-256'), claim, entries: [{ kind: 'join', body: join } as const, agreement()] }
  }
}

/** When this server came back from a backup the last time, ms; 0 where it never did (server/keep/restore.ts). */
async function restoredAt({ store: { t, read } }: Deps): Promise<number> {
  const [row] = await read.select({ value: t.setting.value }).from(t.setting).where(eq(t.setting.key, 'restored'))
  return row ? v.parse(v.object({ at: v.number() }), JSON.parse(row.value)).at : 0
}

interface Seat {
  classId: string
  organisation: string
}

async function openSeat({ store: { t, read } }: Deps, seat: string): Promise<Seat> {
  const [row] = await read
    .select({
      classId: t.class.id,
      organisation: t.class.organisation,
      status: t.class.status,
      leftAt: t.seat.leftAt,
    })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  if (row.status === 'closed') throw new Refused('conflict', '培训班已经结束')
  if (row.leftAt !== null) throw new Refused('conflict', '您已不在本班名册上，有疑问请联系老师')
  return row
}

/** Of its own from the first moment on: nobody types a code for it, and it spends none. */
async function bind(
  deps: Deps,
  q: Queries,
  claim: Seat & { claim: string; device: string; key: string; seat: string; at: number },
  digest: string,
): Promise<void> {
  const { t } = deps.store
  await q.insert(t.claim).values({
    claim: claim.claim,
    class: claim.classId,
    seat: claim.seat,
    device: claim.device,
    key: claim.key,
    how: OWN,
    state: 'bound',
    issuedAt: claim.at,
    createdAt: claim.at,
  })
  await addChain(deps, q, {
    digest,
    spki: claim.key,
    claim: claim.claim,
    class: claim.classId,
    device: claim.device,
  })
}

/**
 * To the ledger, like a device's batch; whatever came in between is in the same lines. Harmless when repeated. Of two nodes that
 * hand over the same lines at once one may be refused its receipt: the next try finds it there.
 */
async function deliver(deps: Deps, seat: string, tries = TRIES): Promise<void> {
  const { t, read } = deps.store
  const [row] = await read.select().from(t.ownChain).where(eq(t.ownChain.seat, seat))
  if (!row || row.waiting === '') return
  try {
    await deps.ledger.submit(readLines(nodeCrypto, row.waiting))
  } catch (error) {
    if (tries <= 1) throw error
    return deliver(deps, seat, tries - 1)
  }
  await deps.store.tx(async (q) => {
    const same = and(eq(t.ownChain.seat, seat), eq(t.ownChain.seq, row.seq))
    await q.update(t.ownChain).set({ waiting: '' }).where(same)
  })
}

/** Bound to the row and the column. */
const keyRow = (seat: string): string => `${seat}/own-chain`
