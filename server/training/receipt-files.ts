import { and, eq, inArray } from 'drizzle-orm'
import yazl from 'yazl'
import { canonical } from '../../shared/record/canonical'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { receiptLines } from '../ledger/read'
import { classOf } from './class-of'
import { seatsOf } from './hand-in-record'

/** What no file system takes in a name. */
const bad = /[\\/:*?"<>|\s]/g

/**
 * 回执文件, a ZIP with one for each trainee, named so that it is handed to the right one: of these chains, or of every chain
 * that ever came by file. Audited. Throws `not-found`.
 */
export async function receiptFiles(
  deps: Deps,
  actor: Actor,
  input: { class: string; chains?: readonly string[] | undefined },
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t, read } = store
  const trained = await classOf(store, input.class, actor.organisation)
  const wanted = input.chains ?? (await chainsByFile(deps, trained.id))
  const rows =
    wanted.length === 0
      ? []
      : await read
          .select({ id: t.chain.id, digest: t.chain.digest })
          .from(t.chain)
          .where(and(eq(t.chain.class, trained.id), inArray(t.chain.digest, [...wanted])))
  const seats = await seatsOf(
    deps,
    rows.map(({ digest }) => digest),
  )
  const files = new Map<string, string>()
  for (const { id, digest } of rows) {
    const seat = seats.get(digest)
    const who = seat ? `${seat.number}-${seat.name}` : `待核对-${digest.slice(0, 8)}`
    const name = `学迹回执-${who}.xueji.ndjson`.replace(bad, '')
    const lines = (await receiptLines(store, id)).map((line) => `${canonical(line)}\n`).join('')
    files.set(name, (files.get(name) ?? '') + lines)
  }
  await store.tx((q) => recordAudit(q, store, clock, actor, 'hand-in.receipts', trained.id, { people: files.size }))
  return { file: await zipOf(files, clock.now()), name: `回执文件-${trained.name}.zip` }
}

async function chainsByFile({ store: { t, read } }: Deps, classId: string): Promise<string[]> {
  const rows = await read.selectDistinct({ chain: t.handIn.chain }).from(t.handIn).where(eq(t.handIn.class, classId))
  return rows.map(({ chain }) => chain)
}

async function zipOf(files: ReadonlyMap<string, string>, at: number): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: new Date(at) })
  zip.end()
  const parts: Uint8Array[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
