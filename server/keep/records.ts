import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, inArray, isNotNull, isNull, notLike } from 'drizzle-orm'
import * as v from 'valibot'
import type { Store } from '../db/store'
import { type Made, programVersion } from './make-backup'

/** A backup as it is listed. */
export type BackupRecord = Store['t']['backup']['$inferSelect']

interface Ran {
  startedAt: number
  finishedAt: number
  folder: string
  askedBy: string
}

/** Notes a backup that was made, and those that gave way to it. */
export async function recordMade({ t, tx }: Store, ran: Ran, made: Made): Promise<void> {
  const { name, bytes, sha256, counts, checkpoint = null, packages, removed } = made
  await tx(async (q) => {
    await q.insert(t.backup).values({
      ...ran,
      id: randomUUID(),
      name,
      bytes,
      sha256,
      counts: JSON.stringify(counts),
      packages: JSON.stringify(packages),
      checkpoint,
      program: programVersion(),
      problem: null,
      removedAt: null,
      openedAt: null,
    })
    if (removed.length > 0)
      await q
        .update(t.backup)
        .set({ removedAt: ran.finishedAt })
        .where(and(eq(t.backup.folder, ran.folder), inArray(t.backup.name, removed), isNull(t.backup.removedAt)))
  })
}

/** Notes one that did not come about, with the sentence that says why. */
export async function recordFailed({ t, tx }: Store, ran: Ran, problem: string): Promise<void> {
  await tx((q) => q.insert(t.backup).values({ ...ran, id: randomUUID(), program: programVersion(), problem }))
}

const packagesCopied = v.object({ all: v.number(), copied: v.number(), lacking: v.number() })

/** Received packages of a backup; none of one that failed or was made before they were copied. */
export const packagesIn = (row: Pick<BackupRecord, 'packages'> | undefined): v.InferOutput<typeof packagesCopied> =>
  row?.packages ? v.parse(packagesCopied, JSON.parse(row.packages)) : { all: 0, copied: 0, lacking: 0 }

/** The newest first. */
export const newestRecords = ({ t, read }: Store, limit = 60): Promise<BackupRecord[]> =>
  read.select().from(t.backup).orderBy(desc(t.backup.startedAt)).limit(limit)

export async function lastGood({ t, read }: Store): Promise<BackupRecord | undefined> {
  const [row] = await read
    .select()
    .from(t.backup)
    .where(isNotNull(t.backup.name))
    .orderBy(desc(t.backup.startedAt))
    .limit(1)
  return row
}

/** Whether people changed anything since: what devices cannot hand in again. To sign in, or to look after backups, is no change. */
export async function changedSince({ t, read }: Store, at: number): Promise<boolean> {
  const change = [notLike(t.audit.action, 'session.%'), notLike(t.audit.action, 'backup.%')]
  const rows = await read
    .select({ id: t.audit.id })
    .from(t.audit)
    .where(and(gt(t.audit.at, at), ...change))
    .limit(1)
  return rows.length > 0
}
