import { base64url } from '../../shared/crypto'
import { fingerprint, replaceBytes } from '../../shared/record/batch'
import { type Entry, type Known, readEntry, readKnown } from '../../shared/record/entry'
import { chainSigner, makeChainKey, random128, webCrypto } from '../journal/crypto'
import { linked, type NewEntry, putEntries, type Recorder } from '../journal/recorder'
import { type ChainRow, ofChain, strict } from '../journal/store'
import { type Fetch, postJoin } from './server'

/**
 * Opens the chain that goes on for one whose other branch was receipted first (a cloned or restored profile), or one of
 * whose entries was refused. The old key vouches for the new one; what stands in no receipted chain is written again as
 * recovered. The old chain stays for export. One transaction makes the change.
 */
export async function replaceChain(recorder: Recorder, fetcher: Fetch, chain: string): Promise<void> {
  const old = await recorder.db.get('chains', chain)
  if (!old?.server || old.rewriteFrom === undefined || old.state === 'replaced') return
  const key = await makeChainKey()
  const claim = random128()
  const publicKey = base64url(key.spki)
  const signature = base64url(await chainSigner(old).sign(replaceBytes(chain, claim, publicKey)))
  const seq = Math.max(0, old.rewriteFrom - 1)
  const request = { by: 'replaces' as const, claim, device: old.device, key: publicKey, replaces: { chain, seq, signature } }
  const answer = await postJoin(fetcher, old.server, request)
  await recorder.turn(async () => {
    const from = await recorder.db.get('chains', chain)
    if (!from || from.state === 'replaced') return
    const { rewriteFrom = 0, head: _, extract: __, checkpoint, ...rest } = from
    const now = recorder.now()
    const row: ChainRow = {
      ...rest,
      chain: fingerprint(webCrypto, key.spki),
      privateKey: key.privateKey,
      spki: key.spki,
      claim,
      class: answer.statement,
      state: answer.state,
      join: request,
      challenge: answer.challenge,
      ...(checkpoint && { checkpoint }),
      next: 0,
      receipted: -1,
      retry: { failures: 0, notBefore: 0 },
    }
    const entries = (await recorder.db.getAll('entries', ofChain(chain))).map(({ line }) => readEntry(webCrypto, line))
    const views = (await recorder.db.getAll('views')).filter((view) => view.chain === chain)
    const written = rewritten(row, entries, rewriteFrom, seq, views.map(({ hash }) => hash), now)
    const tx = strict(recorder.db)
    putEntries(tx, row, written.entries)
    for (const view of views) void tx.objectStore('views').put({ ...view, chain: row.chain, hash: written.hashes.get(view.hash) ?? view.hash })
    void tx.objectStore('chains').put({ ...from, state: 'replaced' })
    await tx.done
  })
}

/** The new chain's first entries: join and consent, sign-in as it was, every view still needed, then what is written again. */
function rewritten(row: ChainRow, old: readonly Entry[], from: number, replaced: number, openViews: readonly string[], now: number) {
  const known = old.flatMap((entry) => readKnown(entry) ?? [])
  const join = known.find((entry): entry is Known & { kind: 'join' } => entry.kind === 'join')
  const consent = known.find((entry) => entry.kind === 'consent')
  const again = known.filter((entry) => entry.seq >= from && entry.kind !== 'join' && entry.kind !== 'consent')
  const needed = new Set([...openViews, ...again.flatMap((entry) => (entry.kind === 'watch' ? [entry.body.view] : []))])
  const entries: Entry[] = []
  const hashes = new Map<string, string>()
  const add = ({ kind, body }: NewEntry) => {
    const last = entries.at(-1)
    const [entry] = linked({ chain: row.chain, next: entries.length, ...(last && { head: last.hash }) }, [{ kind, body }], now)
    if (entry) entries.push(entry)
    return entry
  }
  if (join) add({ kind: 'join', body: { ...join.body, claim: row.claim, replaces: { chain: join.chain, seq: replaced } } })
  if (consent) add({ kind: consent.kind, body: consent.body })
  if (signedInAt(known, from)) add({ kind: 'signin', body: { method: 'popup' } })
  for (const entry of known) {
    if (entry.kind !== 'view' || !needed.has(entry.hash)) continue
    const copy = add({ kind: 'view', body: entry.body })
    if (copy) hashes.set(entry.hash, copy.hash)
  }
  for (const entry of again) {
    const recovered = { chain: entry.chain, seq: entry.seq }
    if (entry.kind === 'view') continue
    if (entry.kind === 'watch') add({ kind: 'watch', body: { ...entry.body, view: hashes.get(entry.body.view) ?? entry.body.view, recovered } })
    else if (entry.kind === 'gap') add({ kind: 'gap', body: { ...withView(entry.body, hashes), recovered } })
    else if (entry.kind === 'system') add({ kind: 'system', body: { ...entry.body, recovered } })
    else add({ kind: entry.kind, body: entry.body })
  }
  return { entries, hashes }
}

const withView = (body: (Known & { kind: 'gap' })['body'], hashes: ReadonlyMap<string, string>) =>
  body.view === undefined ? body : { ...body, view: hashes.get(body.view) ?? body.view }

function signedInAt(known: readonly Known[], seq: number): boolean {
  const last = known.filter((entry) => entry.seq < seq && (entry.kind === 'signin' || entry.kind === 'signout' || entry.kind === 'leave')).at(-1)
  return last?.kind === 'signin'
}
