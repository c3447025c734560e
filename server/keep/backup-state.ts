import * as v from 'valibot'
import type { BackupRow, BackupState } from '../../shared/api/keep'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { requireServer } from './access'
import { alertOf } from './alert'
import { readChoice, readRestored } from './choice'
import { rowCounts } from './manifest'
import { defaultKeeping } from './names'
import { type BackupRecord, newestRecords, packagesIn } from './records'

/** Everything about the backups of this server. Throws `not-allowed`. */
export async function backupState(deps: Deps, actor: Actor): Promise<BackupState> {
  await requireServer(deps, actor, 'auditor')
  const chosen = await readChoice(deps)
  const { running } = deps.keeper
  const restored = await readRestored(deps)
  const names = await memberNames(deps)
  return {
    choice: chosen?.choice ?? 'none',
    ...(chosen?.choice === 'folder' && { folder: chosen.folder }),
    knownBy: chosen?.knownBy ?? '',
    keeping: chosen?.choice === 'folder' ? chosen.keeping : defaultKeeping,
    ...(chosen && { chosenAt: chosen.at }),
    alert: await alertOf(deps.keeper.deps),
    ...(running && { running }),
    rows: (await newestRecords(deps.store)).map((row) => rowOf(row, names)),
    ...(restored && { restored }),
    mayChange: actor.role === 'administrator',
  }
}

async function memberNames({ store: { t, read } }: Deps): Promise<Map<string, string>> {
  const rows = await read.select({ id: t.member.id, name: t.member.name }).from(t.member)
  return new Map([
    ['schedule', '自动'],
    ['command', '命令行'],
    ...rows.map(({ id, name }): [string, string] => [id, name]),
  ])
}

function rowOf(row: BackupRecord, names: ReadonlyMap<string, string>): BackupRow {
  const counts = row.counts === null ? undefined : v.parse(rowCounts, JSON.parse(row.counts))
  return {
    id: row.id,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    folder: row.folder,
    ...(row.name !== null && { name: row.name }),
    ...(row.bytes !== null && { bytes: row.bytes }),
    ...(row.sha256 !== null && { sha256: row.sha256 }),
    ...(counts && { entries: counts.entries, receipts: counts.receipts }),
    ...(row.packages !== null && { packages: packagesIn(row) }),
    ...(row.problem !== null && { problem: row.problem }),
    askedBy: names.get(row.askedBy) ?? '',
    ...(row.removedAt !== null && { removedAt: row.removedAt }),
    ...(row.openedAt !== null && { openedAt: row.openedAt }),
  }
}

/** 立即备份: begins one; it goes on by itself. Throws `conflict` where one is under way. */
export async function backUpNow(deps: Deps, actor: Actor): Promise<void> {
  await requireServer(deps, actor, 'hr')
  const { store, clock, keeper } = deps
  if ((await readChoice(deps))?.choice !== 'folder')
    throw new Refused('conflict', '还没有选择备份文件夹，请管理员先选择')
  if (keeper.running) throw new Refused('conflict', '另一次备份正在进行，请等它做完')
  await store.tx((q) => recordAudit(q, store, clock, actor, 'backup.run', 'backup'))
  void keeper.run(actor.member).catch(() => undefined)
}
