import type { RecoverySheet } from '../../shared/api/keep'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { requireServer } from './access'
import { readChoice } from './choice'
import { programVersion } from './make-backup'
import { lastGood } from './records'

/** 恢复单: what somebody needs who stands before a dead server. Never the passphrase. Each printing is in the audit. */
export async function recoverySheet(deps: Deps, actor: Actor): Promise<RecoverySheet> {
  await requireServer(deps, actor, 'hr')
  const { store, clock, keys, keeper } = deps
  const chosen = await readChoice(deps)
  const last = await lastGood(store)
  const lines = await keys.inUse(actor.organisation)
  await store.tx((q) => recordAudit(q, store, clock, actor, 'backup.sheet', 'backup'))
  return {
    organisation: actor.organisationName,
    address: keeper.deps.publicUrl,
    server: keys.server,
    dataDir: keeper.deps.dataDir,
    postgres: keeper.deps.databaseUrl !== undefined,
    program: programVersion(),
    ...(chosen?.choice === 'folder' && { folder: chosen.folder }),
    knownBy: chosen?.knownBy ?? '',
    ...(last?.name && last.sha256 && { last: { name: last.name, at: last.startedAt, sha256: last.sha256 } }),
    keys: lines.map(({ purpose, id }) => ({ purpose, fingerprint: id })),
    at: clock.now(),
  }
}
