import { eq } from 'drizzle-orm'
import type { OpenedAnswer } from '../../shared/api/keep'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { requireServer } from './access'

/**
 * 试开: opens a listed backup with the passphrase, as a restore would, and notes that somebody still could. Throws
 * `not-found` and KeepRefused.
 */
export async function openWithPassphrase(
  deps: Deps,
  actor: Actor,
  { id, passphrase }: { id: string; passphrase: string },
): Promise<OpenedAnswer> {
  await requireServer(deps, actor, 'administrator')
  const { store, clock, keeper } = deps
  const { t, read } = store
  const [row] = await read.select().from(t.backup).where(eq(t.backup.id, id))
  if (!row?.name || row.removedAt !== null) throw new Refused('not-found', '没有这份备份')
  const { at, counts, packages } = await keeper.open(row.folder, row.name, passphrase)
  await store.tx(async (q) => {
    await q.update(t.backup).set({ openedAt: clock.now() }).where(eq(t.backup.id, id))
    await recordAudit(q, store, clock, actor, 'backup.open', id)
  })
  return { at, entries: counts.entries, receipts: counts.receipts, packages }
}
