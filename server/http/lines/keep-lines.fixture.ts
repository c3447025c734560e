import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Firm } from '../firms.fixture'
import { everybody, type Lines, readers, writers } from './line.fixture'

const PASSPHRASE = '云杉 1946 河水 7720'

/** A folder that was chosen, with a backup in it; what ran is done when it resolves. */
async function backedUp({ hr, deps, folders }: Firm): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-lines-'))
  folders.push(folder)
  await deps.keeper.settle()
  await hr.chooseBackup({ choice: 'folder', folder, passphrase: PASSPHRASE })
  await deps.keeper.settle()
  return (await hr.backup()).rows[0]?.id ?? ''
}

/** Backups and handing the desk over: the server's are its host's alone. */
export const keepLines: Lines = {
  'GET /api/backup/alert': { may: everybody, other: 'nothing' },
  'GET /api/backup': { may: [...writers, 'auditor'], other: 'not-allowed' },
  'POST /api/backup': { may: ['administrator'], other: 'not-allowed', ask: () => ({ body: { choice: 'later' } }) },
  'POST /api/backup/folder': { may: ['administrator'], other: 'not-allowed', ask: () => ({ body: { folder: '/' } }) },
  'POST /api/backup/run': {
    may: writers,
    other: 'not-allowed',
    ask: async (firm) => {
      await backedUp(firm)
      return {}
    },
  },
  'POST /api/backup/open': {
    may: ['administrator'],
    other: 'not-allowed',
    ask: async (firm) => ({ body: { id: await backedUp(firm), passphrase: PASSPHRASE } }),
  },
  'POST /api/backup/sheet': { may: writers, other: 'not-allowed' },
  'GET /api/classes/:id/hand-ins': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/receipts': { may: writers, other: 'not-found' },
  'GET /api/hand-over': { may: writers, other: 'nothing' },
  'POST /api/hand-over': {
    may: writers,
    other: 'nothing',
    ask: () => ({ body: { to: '李会计', knownBy: '', keysKept: '', remarks: '' } }),
  },
  'POST /api/hand-over/everything': { may: ['administrator', 'manager'], other: 'conflict', ask: () => ({ body: {} }) },
}
