import * as v from 'valibot'
import { count, milliseconds, text } from '../record/fields'

/** Backups, 恢复单 and 工作移交. Routes at the end. */

export const MIN_PASSPHRASE = 12
const passphrase = v.pipe(v.string(), v.minLength(MIN_PASSPHRASE), v.maxLength(200))
const shortText = v.pipe(v.string(), v.maxLength(200))

/** What the choice is; `folder` without a passphrase changes the rest and keeps the passphrase. */
export const chooseBackupRequest = v.union([
  v.strictObject({ choice: v.literal('later') }),
  v.strictObject({
    choice: v.literal('folder'),
    folder: text(1000),
    passphrase: v.optional(passphrase),
    /** Who knows the passphrase, for 恢复单 and 工作移交; never the passphrase. */
    knownBy: v.optional(shortText),
    keeping: v.optional(
      v.strictObject({
        daily: v.pipe(count, v.minValue(1), v.maxValue(366)),
        weekly: v.pipe(count, v.maxValue(520)),
        monthly: v.pipe(count, v.maxValue(240)),
      }),
    ),
  }),
])
export type ChooseBackupRequest = v.InferOutput<typeof chooseBackupRequest>

export const checkFolderRequest = v.strictObject({ folder: text(1000) })
export const folderAnswer = v.object({
  /** Sentences; empty where it can be used. */
  problems: v.array(v.string()),
  warnings: v.array(v.string()),
  /** Free bytes. */
  free: v.optional(count),
})
export type FolderAnswer = v.InferOutput<typeof folderAnswer>

/** none: all well. The rest is red, in this order of urgency. */
export const backupAlert = v.object({
  state: v.picklist(['none', 'unchosen', 'later', 'failed', 'overdue']),
  /** What is wrong and what to do, or whom to tell. */
  message: v.optional(v.string()),
  /** Who asked can do something about it. */
  mayAct: v.optional(v.literal(true)),
})
export type BackupAlert = v.InferOutput<typeof backupAlert>

export const backupRow = v.object({
  id: v.string(),
  startedAt: milliseconds,
  finishedAt: milliseconds,
  folder: v.string(),
  name: v.optional(v.string()),
  bytes: v.optional(count),
  sha256: v.optional(v.string()),
  entries: v.optional(count),
  receipts: v.optional(count),
  /** Packages a bureau received, copied beside it: how many, how many of them new, and how many could not be. */
  packages: v.optional(v.object({ all: count, copied: count, lacking: count })),
  problem: v.optional(v.string()),
  askedBy: v.string(),
  removedAt: v.optional(milliseconds),
  openedAt: v.optional(milliseconds),
})
export type BackupRow = v.InferOutput<typeof backupRow>

export const backupState = v.object({
  choice: v.picklist(['none', 'later', 'folder']),
  folder: v.optional(v.string()),
  knownBy: v.string(),
  keeping: v.object({ daily: count, weekly: count, monthly: count }),
  chosenAt: v.optional(milliseconds),
  alert: backupAlert,
  running: v.optional(
    v.object({
      what: v.picklist(['backup', 'open']),
      step: v.picklist(['copy', 'packages', 'encrypt', 'write', 'check']),
      done: count,
      all: count,
      startedAt: milliseconds,
    }),
  ),
  /** The newest first, also those that failed or gave way. */
  rows: v.array(backupRow),
  /** This server came back from a backup: when, and of which moment. */
  restored: v.optional(v.object({ at: milliseconds, of: milliseconds })),
  mayChange: v.boolean(),
})
export type BackupState = v.InferOutput<typeof backupState>

export const openBackupRequest = v.strictObject({ id: text(64), passphrase: v.pipe(v.string(), v.maxLength(200)) })
export const openedAnswer = v.object({
  ...{ at: milliseconds, entries: count, receipts: count },
  /** Copies of received packages that open, and how many do not or are not there. */
  packages: v.object({ good: count, missing: count }),
})
export type OpenedAnswer = v.InferOutput<typeof openedAnswer>

const keyLine = v.object({ purpose: v.string(), fingerprint: v.string() })

/** What 恢复单 prints. */
export const recoverySheet = v.object({
  organisation: v.string(),
  address: v.string(),
  server: v.string(),
  dataDir: v.string(),
  postgres: v.boolean(),
  program: v.string(),
  folder: v.optional(v.string()),
  knownBy: v.string(),
  last: v.optional(v.object({ name: v.string(), at: milliseconds, sha256: v.string() })),
  keys: v.array(keyLine),
  at: milliseconds,
})
export type RecoverySheet = v.InferOutput<typeof recoverySheet>

/** What 工作移交 prints. */
export const handOver = v.object({
  organisation: v.string(),
  by: v.string(),
  at: milliseconds,
  classes: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      period: v.object({ from: v.string(), to: v.string() }),
      /** Who opened it, where the audit says so. */
      openedBy: v.optional(v.string()),
      seats: count,
      /** Sentences: what is due when. */
      deadlines: v.array(v.object({ day: v.string(), what: v.string() })),
      appeals: count,
      findings: count,
      pending: count,
      /** Questions of trainees without an answer. */
      questions: count,
    }),
  ),
  members: v.array(
    v.object({
      name: v.string(),
      login: v.string(),
      role: v.string(),
      stopped: v.boolean(),
      lastSeenAt: v.optional(milliseconds),
    }),
  ),
  keys: v.array(keyLine),
  keysFolder: v.optional(v.string()),
  /** Under retention: what there is and until when at the least. */
  retained: v.array(v.object({ what: v.string(), count, until: v.optional(v.string()), where: v.string() })),
  backup: v.object({
    folder: v.optional(v.string()),
    knownBy: v.string(),
    last: v.optional(v.object({ name: v.string(), at: milliseconds })),
    alert: backupAlert,
  }),
  /** What was filled in at the last hand-over. */
  filledIn: v.object({ knownBy: v.string(), keysKept: v.string(), remarks: v.string() }),
  printed: v.array(v.object({ at: milliseconds, by: v.string(), to: v.string() })),
})
export type HandOver = v.InferOutput<typeof handOver>

export const printHandOverRequest = v.strictObject({
  to: text(50),
  knownBy: shortText,
  keysKept: shortText,
  remarks: v.pipe(v.string(), v.maxLength(2000)),
})
export type PrintHandOverRequest = v.InferOutput<typeof printHandOverRequest>

/*
 * GET  /api/backup/alert          -> backupAlert                     everybody signed in; of a hosted organisation that it is overdue, no more
 * GET  /api/backup                -> backupState                     auditor and up, of the organisation that runs the server
 * POST /api/backup                chooseBackupRequest -> backupState administrator; begins a backup at once
 * POST /api/backup/folder         checkFolderRequest -> folderAnswer administrator
 * POST /api/backup/run            -> backupState                     hr and up; goes on by itself
 * POST /api/backup/open           openBackupRequest -> openedAnswer  administrator; opens a file with the passphrase
 * POST /api/backup/sheet          -> recoverySheet                   hr and up; audited
 * GET  /api/hand-over             -> handOver                        hr and up
 * POST /api/hand-over             printHandOverRequest -> handOver   hr and up; audited
 * POST /api/hand-over/everything  {} -> jobStarted                   manager; audited; of who trains
 */
