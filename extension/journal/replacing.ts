import { base64url } from '../../shared/crypto'
import { replaceBytes } from '../../shared/record/batch'
import { type Entry, type Known, readEntry, readKnown } from '../../shared/record/entry'
import type { Server } from '../outbox/server'
import { beginChain } from './begin-chain'
import { chainSigner, makeChainKey, random128, webCrypto } from './crypto'
import { publicKeyText } from './keys'
import { forgetQuestion } from './presence'
import type { NewEntry, Recorder } from './recorder'
import type { ChainRow, EntryRow, ViewRow } from './rows'
import { ofChain } from './store'

/**
 * Opens a chain that goes on from another: after a fork (cloned image, restore card) or a refused entry. What stands from
 * `rewriteFrom` on is written again there, marked as recovered; the old chain keeps its bytes for export. False: the server
 * could not be asked, try again later.
 */
export async function replaceChain(recorder: Recorder, server: Server, build: string, chain: string): Promise<boolean> {
  const old = await recorder.db.get('chains', chain)
  if (!old || old.rewriteFrom === undefined || old.state === 'replaced') return true
  const key = await makeChainKey()
  const claim = random128()
  const seq = Math.max(0, old.rewriteFrom - 1)
  const publicKey = publicKeyText(key)
  const joined = old.server
    ? await server.join(old.server, {
        by: 'replaces',
        claim,
        device: old.device,
        key: publicKey,
        replaces: {
          chain,
          seq,
          signature: base64url(await chainSigner(old).sign(replaceBytes(chain, claim, publicKey))),
        },
      })
    : undefined
  if (joined && joined.kind !== 'answered') return false
  await recorder.turn(async () => {
    const row = await recorder.db.get('chains', chain)
    if (!row || row.rewriteFrom === undefined || row.state === 'replaced') return
    const { signedIn } = await recorder.state()
    const again = [...(await rewritten(recorder, row)), ...(signedIn?.person === row.person ? [SIGN_IN] : [])]
    const views = (await recorder.db.getAll('views')).filter((view) => view.chain === chain)
    const begun = beginChain(
      {
        key,
        person: row.person,
        device: row.device,
        claim,
        statement: joined ? joined.value.statement : row.class,
        state: joined ? joined.value.state : row.state,
        build,
        now: recorder.now(),
        replaces: { chain, seq },
        ...(row.server !== undefined && { server: row.server }),
      },
      again,
    )
    await recorder.put((tx) => {
      begun.put(tx)
      void tx.objectStore('chains').put({ ...row, state: 'replaced' })
      forgetQuestion(tx, chain)
      // Open views go on there, with a view entry of their own.
      for (const view of views) void tx.objectStore('views').put(moved(view, begun.row.chain))
    })
    if (joined) await recorder.changeChain(begun.row.chain, (now) => ({ ...now, challenge: joined.value.challenge }))
  })
  return true
}

const SIGN_IN: NewEntry = { kind: 'signin', body: { method: 'join' } }

const moved = ({ hash, ...view }: ViewRow, chain: string): ViewRow => ({ ...view, chain })

/** Everything from `rewriteFrom` on, in order, with the views it needs. */
async function rewritten(recorder: Recorder, row: ChainRow): Promise<NewEntry[]> {
  const rows = await recorder.db.getAll('entries', ofChain(row.chain, row.rewriteFrom ?? row.next))
  const place = new Map<string, number>()
  const entries: NewEntry[] = []
  const addView = async (hash: string): Promise<boolean> => {
    if (place.has(hash)) return true
    const view = await recorder.db.getFromIndex('entries', 'hash', [row.chain, hash])
    const known = view && read(view)
    if (known?.kind !== 'view') return false
    place.set(hash, entries.length)
    entries.push({ kind: 'view', body: known.body })
    return true
  }
  for (const one of rows) {
    const known = read(one)
    const recovered = { chain: row.chain, seq: one.seq }
    if (!known) entries.push({ kind: 'system', body: { event: 'entry-refused', detail: one.hash, recovered } })
    else if (known.kind === 'watch' && (await addView(known.body.view))) {
      const { view, ...body } = known.body
      // Behind `join` and `consent`, which every chain begins with.
      entries.push({
        kind: 'watch',
        body: (before) => ({ ...body, view: before[2 + (place.get(view) ?? 0)]?.hash ?? view, recovered }),
      })
    } else if (known.kind === 'observation' && (await addView(known.body.view))) {
      const { view, ...body } = known.body
      entries.push({
        kind: 'observation',
        body: (before) => ({ ...body, view: before[2 + (place.get(view) ?? 0)]?.hash ?? view }),
      })
    } else if (known.kind === 'gap') {
      const { view, ...body } = known.body
      entries.push({ kind: 'gap', body: { ...body, recovered } })
    } else if (known.kind === 'system') entries.push({ kind: 'system', body: { ...known.body, recovered } })
    else if (known.kind === 'score') entries.push({ kind: 'score', body: known.body })
    else if (known.kind === 'enrol') entries.push({ kind: 'enrol', body: known.body })
    else if (known.kind === 'qa') entries.push({ kind: 'qa', body: known.body })
    // Time counts between two proofs: without these, evenings would run together.
    else if (known.kind === 'signin') entries.push({ kind: 'signin', body: known.body })
    else if (known.kind === 'signout') entries.push({ kind: 'signout', body: known.body })
    else if (known.kind === 'presence') entries.push({ kind: 'presence', body: known.body })
  }
  return entries
}

function read({ line }: EntryRow): Known | undefined {
  try {
    const entry: Entry = readEntry(webCrypto, line)
    return readKnown(entry)
  } catch {
    return undefined
  }
}
