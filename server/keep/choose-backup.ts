import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { ChooseBackupRequest, FolderAnswer } from '../../shared/api/keep'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import { DATABASE_FILE } from '../db/sqlite'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { requireServer } from './access'
import { type Choice, readChoice, writeChoice } from './choice'
import { checkFolder } from './folder'
import { defaultKeeping } from './names'

/**
 * Chooses where backups go and the passphrase they are opened with, or to do it later; both are recorded. With a folder a
 * first backup begins at once. Throws `bad-request` for a folder that cannot be used, and KeepRefused `passphrase`.
 */
export async function chooseBackup(deps: Deps, actor: Actor, input: ChooseBackupRequest): Promise<void> {
  await requireServer(deps, actor, 'administrator')
  const { store, clock } = deps
  const chosen = input.choice === 'later' ? later(deps, actor) : await folderChoice(deps, actor, input)
  await store.tx(async (q) => {
    await writeChoice(q, store, chosen)
    await recordAudit(q, store, clock, actor, 'backup.choose', chosen.choice, {
      ...(chosen.choice === 'folder' && { folder: chosen.folder }),
      passphrase: input.choice === 'folder' && input.passphrase !== undefined,
    })
  })
  if (chosen.choice === 'folder') void deps.keeper.run(actor.member).catch(() => undefined)
}

const later = ({ clock }: Deps, { member }: Actor): Choice => ({
  choice: 'later',
  knownBy: '',
  at: clock.now(),
  by: member,
})

async function folderChoice(
  deps: Deps,
  actor: Actor,
  input: Extract<ChooseBackupRequest, { choice: 'folder' }>,
): Promise<Choice> {
  const before = await readChoice(deps)
  const known = before?.choice === 'folder' ? before : undefined
  const { problems } = await look(deps, input.folder)
  if (problems.length > 0) throw new Refused('bad-request', problems.join('；'))
  const lock = input.passphrase === undefined ? known?.lock : await deps.keeper.newLock(input.passphrase)
  if (!lock) throw new Refused('bad-request', '请输入备份口令')
  return {
    choice: 'folder',
    folder: input.folder,
    lock,
    keeping: input.keeping ?? known?.keeping ?? defaultKeeping,
    knownBy: input.knownBy ?? known?.knownBy ?? '',
    at: deps.clock.now(),
    by: actor.member,
  }
}

/** Looks at a folder before it is chosen, by writing there. */
export async function lookAtFolder(deps: Deps, actor: Actor, folder: string): Promise<FolderAnswer> {
  await requireServer(deps, actor, 'administrator')
  return look(deps, folder)
}

const look = ({ keeper: { deps } }: Deps, folder: string): Promise<FolderAnswer> =>
  checkFolder(folder, deps.dataDir, sizeOf(join(deps.dataDir, DATABASE_FILE)))

/** Bytes; 0 where the database lies elsewhere. */
const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
