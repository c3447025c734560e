import { and, eq, ne } from 'drizzle-orm'
import * as v from 'valibot'
import type { HandInReport } from '../../shared/api'
import { fingerprint, type HandInLine } from '../../shared/record/batch'
import { bodies } from '../../shared/record/bodies'
import { canonical } from '../../shared/record/canonical'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { type Accepted, keyBytes, Refused, readLines, verifyPart } from '../ledger/accept'
import { receiptLines } from '../ledger/read'
import { classOf, type TrainingClass } from './class-of'
import { appealsByFile } from './hand-in-appeals'
import { elsewhere, type Imported, importedOf, newestOf, peopleOf, recordImported } from './hand-in-record'
import { addChain, seatByCode } from './join'
import { OWN } from './own-chain'

/**
 * Imports a hand-in file like batches: chain by chain, harmless when repeated. A chain nobody knows yet is registered from
 * its envelope: bound by the personal code in it, else kept as 待核对. What does not fit is refused with its line, the rest goes on.
 */
export async function handIn(deps: Deps, actor: Actor, input: { class: string; file: string }): Promise<HandInReport> {
  requireRole(actor, 'hr')
  const { store, clock, ledger, deriver } = deps
  const trained = await classOf(store, input.class, actor.organisation)
  const report: HandInReport = { chains: 0, entries: 0, already: 0, refused: [], receipts: '', people: [] }
  const receipts: string[] = []
  const imported: Imported[] = []
  for (const { line, text } of partsOf(input.file)) {
    try {
      if (/\n\{"appeal":/.test(text)) {
        await appealsByFile(deps, input.class, text)
        continue
      }
      const accepted = readLines(nodeCrypto, text)
      const chain = await registered(deps, actor, trained, accepted)
      const before = await newestOf(deps, chain)
      const outcomes = await ledger.submit(accepted)
      const total = accepted.parts.reduce((sum, part) => sum + part.entries.length, 0)
      const added = outcomes.reduce((sum, outcome) => sum + outcome.added, 0)
      report.chains++
      report.entries += added
      report.already += total - added
      imported.push(importedOf(trained, accepted, { added, before, at: clock.now() }))
      for (const receipt of await receiptLines(store, chain)) receipts.push(canonical(receipt))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      report.refused.push({ line: line + (error.detail.line ?? 1) - 1, message: error.message })
    }
  }
  await store.tx(async (q) => {
    await recordImported(q, store, actor, imported)
    await recordAudit(q, store, clock, actor, 'hand-in.import', input.class, {
      chains: report.chains,
      entries: report.entries,
    })
  })
  report.people = await peopleOf(deps, imported)
  deriver.wake()
  report.receipts = receipts.map((receipt) => `${receipt}\n`).join('')
  return report
}

/** Each chain's part of the file: from one envelope to the next, with the line it starts at. */
function partsOf(file: string): { line: number; text: string }[] {
  const parts: { line: number; lines: string[] }[] = []
  for (const [i, line] of file
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line === '') continue
    const version = /"v":(\d{1,9})\}$/.exec(line)?.[1]
    if (version !== undefined && !line.startsWith('{"at":')) {
      if (version !== '1')
        throw new Refused(
          'file-refused',
          '上交文件来自更新版本的扩展，这台服务器还不认识。请先升级服务器，再导入同一份文件',
        )
      parts.push({ line: i + 1, lines: [] })
    }
    const part = parts.at(-1)
    if (!part) throw new Refused('file-refused', '这不是学迹的上交文件：第一行应是设备信息。请让学员重新保存上交文件')
    part.lines.push(line)
  }
  if (parts.length === 0) throw new Refused('file-refused', '文件是空的，请让学员重新保存上交文件')
  return parts.map(({ line, lines }) => ({ line, text: `${lines.join('\n')}\n` }))
}

/** The chain's row, made from the envelope and its `join` entry where it is new. Returns its surrogate id. */
async function registered(
  deps: Deps,
  actor: Actor,
  trained: TrainingClass,
  { envelopes, parts }: Accepted,
): Promise<number> {
  const { id: classId } = trained
  const [envelope] = envelopes
  if (!envelope) throw new Refused('file-refused', '缺少设备信息一行')
  const { t } = deps.store
  const find = async () =>
    (
      await deps.store.read
        .select({ id: t.chain.id, class: t.chain.class, claim: t.chain.claim })
        .from(t.chain)
        .where(eq(t.chain.digest, envelope.chain))
    )[0]
  const known = await find()
  if (known) {
    if (known.class !== classId) throw await elsewhere(deps, trained, { class: known.class })
    return known.id
  }
  const spki = keyBytes(envelope.key)
  if (fingerprint(nodeCrypto, spki) !== envelope.chain) throw new Refused('signature-refused', '设备公钥与记录不符')
  const [part] = parts
  const first = part?.entries[0]
  const join = first?.kind === 'join' ? v.safeParse(bodies.join, first.body) : undefined
  if (!part || !join?.success || join.output.device !== envelope.device)
    throw new Refused('entry-refused', '这份记录缺少开头的加入记录，请让学员保存完整的上交文件')
  if (join.output.class !== classId) throw await elsewhere(deps, trained, join.output)
  if (trained.closedAt !== undefined && first !== undefined && first.at > trained.closedAt)
    throw new Refused('conflict', '培训班已经结班，这份记录是结班以后才加入的，没有导入')
  // Before the personal code is spent: only the holder of the key may spend it.
  await verifyPart(nodeCrypto, spki, part)
  await bind(deps, actor, classId, envelope, join.output.claim)
  await deps.store.tx((q) =>
    addChain(deps, q, {
      digest: envelope.chain,
      spki: envelope.key,
      claim: join.output.claim,
      class: classId,
      device: envelope.device,
    }),
  )
  const made = await find()
  if (!made) throw new Error('chain row missing after insert')
  return made.id
}

async function bind(deps: Deps, actor: Actor, classId: string, envelope: HandInLine, claim: string): Promise<void> {
  const { store, clock } = deps
  const { t } = store
  const byCode = envelope.code ? await seatByCode(deps, envelope.code) : undefined
  const seat = byCode?.class === classId ? byCode : undefined
  await store.tx(async (q) => {
    const known = await q.select({ claim: t.claim.claim }).from(t.claim).where(eq(t.claim.claim, claim))
    if (known.length > 0) return
    const ofCode = seat && and(eq(t.claim.seat, seat.seat), eq(t.claim.issuedAt, seat.issuedAt), ne(t.claim.how, OWN))
    const used = ofCode ? await q.select({ claim: t.claim.claim }).from(t.claim).where(ofCode) : []
    const free = seat !== undefined && used.length === 0
    const [trained] = await q.select({ createdAt: t.class.createdAt }).from(t.class).where(eq(t.class.id, classId))
    await q.insert(t.claim).values({
      claim,
      class: classId,
      seat: seat?.seat ?? null,
      device: envelope.device,
      key: envelope.key,
      how: 'file',
      state: free ? 'bound' : 'pending',
      issuedAt: seat?.issuedAt ?? trained?.createdAt ?? clock.now(),
      createdAt: clock.now(),
    })
    await recordAudit(q, store, clock, actor, 'join.receive', seat?.seat ?? claim, { how: 'file' })
  })
}
