import * as v from 'valibot'
import { count, day, milliseconds, text } from '../record/fields'
import { verdicts } from './bureau'
import { jobStarted } from './jobs'
import { listPage, listQuery } from './lists'

/** What comes in at the bureau: files, what each became, and its 核验报告. Routes at the end. */

/** The largest file that is taken, bytes. */
export const MAX_PACKAGE = 64 * 1024 ** 3

/**
 * What became of a file. claim: a claim that was not here; newer: a version that replaced the one before; beside: kept, but the version that was here
 * stands; stage: 阶段包; videos: lecture videos of a claim; same: was here already; unknown: signed by nobody of the 单位名录; refused: no package.
 */
export const intakeOutcomes = [
  'claim',
  'newer',
  'beside',
  'stage',
  'videos',
  'same',
  'unknown',
  'refused',
  'failed',
] as const
export type IntakeOutcome = (typeof intakeOutcomes)[number]
export const intakeWords: Readonly<Record<IntakeOutcome, string>> = {
  claim: '新收补贴申请',
  newer: '替换了旧版本',
  beside: '留存，未替换',
  stage: '阶段包',
  videos: '授课视频',
  same: '重复，已收过',
  unknown: '签名者不在单位名录',
  refused: '不予收件',
  failed: '没有收进，服务器出错',
}

/** How a file came: dropped here, out of a folder of the server, or 网络报送. */
export const intakeSources = ['upload', 'folder', 'address'] as const
export const intakeSourceWords: Readonly<Record<(typeof intakeSources)[number], string>> = {
  upload: '上传',
  folder: '收件文件夹',
  address: '网络报送',
}

/** As shared/package/report.ts makes it; kept as JSON, and read leniently: later versions only add. */
const property = v.picklist(['真实性', '完整性', '可用性', '安全性'])
const check = v.object({ property, title: v.string(), problems: v.array(v.string()) })
/** A 疑点 as the verification of a package found it. */
export const reportFinding = v.object({
  class: v.optional(v.string()),
  /** Absent of reports from before it was said. */
  classId: v.optional(v.string()),
  code: v.string(),
  label: v.string(),
  severity: v.picklist(['note', 'check', 'serious']),
  numbers: v.array(v.string()),
  detail: v.string(),
  cause: v.string(),
  entries: v.array(v.object({ chain: v.string(), seq: count })),
})

export const packageReport = v.object({
  verdict: v.picklist(['good', 'unconfirmed', 'bad']),
  bag: v.string(),
  content: v.string(),
  title: v.string(),
  signer: v.optional(v.string()),
  packedAt: v.optional(milliseconds),
  checks: v.array(check),
  notes: v.array(v.string()),
  seats: v.array(
    v.object({
      class: v.optional(v.string()),
      number: v.string(),
      credited: milliseconds,
      hours: v.string(),
      deductions: v.record(v.string(), milliseconds),
    }),
  ),
  claim: v.optional(
    v.object({
      people: count,
      total: v.string(),
      capitals: v.string(),
      asked: v.array(
        v.object({
          class: v.string(),
          number: v.string(),
          hours: v.string(),
          amount: v.string(),
          refused: v.optional(v.string()),
        }),
      ),
    }),
  ),
  findings: v.array(reportFinding),
})
/** With what the bureau's own register says beside it: `doubts` are for somebody to look at and contradict nothing. */
export const bureauReport = v.object({ ...packageReport.entries, doubts: v.array(check) })
export type BureauReport = v.InferOutput<typeof bureauReport>

const verdict = v.picklist([...verdicts, ''])
const row = {
  id: v.string(),
  outcome: v.picklist(intakeOutcomes),
  source: v.picklist(intakeSources),
  /** By address: the 单位 that announced it. */
  from: v.optional(v.string()),
  /** Of the file, as it was called where it came from. */
  name: v.string(),
  bytes: count,
  /** As the register has it, else as the package says; '' where it could not be read. */
  firm: v.string(),
  title: v.string(),
  /** '' where nothing was verified. */
  verdict,
  /** Why it was not taken, or stands beside; '' where nothing is to be said. */
  problem: v.string(),
  by: v.string(),
  at: milliseconds,
}
export const intakeRow = v.object(row)
export type IntakeRow = v.InferOutput<typeof intakeRow>
export const intakeQuery = listQuery(
  ['at', 'name', 'firm', 'verdict'],
  ['agrees', 'doubtful', 'disagrees', 'claim', 'stage', 'unknown', 'refused'],
)
export const intakePage = listPage(intakeRow)

/** One file that came in, and what it became. */
export const intakeDetail = v.object({
  ...row,
  sha256: v.optional(v.string()),
  kind: v.picklist(['claim', 'class', 'videos', '']),
  /** The package that is kept. */
  package: v.optional(v.string()),
  claim: v.optional(v.object({ id: v.string(), number: v.string(), version: count, status: v.string() })),
  /** Of this package: which version of the claim at the bureau it is. */
  version: v.optional(count),
  /** Every package of the claim, the newest first. */
  versions: v.array(
    v.object({
      intake: v.string(),
      version: count,
      outcome: v.picklist(intakeOutcomes),
      theirVersion: count,
      packedAt: milliseconds,
      verdict,
      at: milliseconds,
      name: v.string(),
      kind: v.string(),
    }),
  ),
  stage: v.optional(v.object({ class: v.string(), className: v.string() })),
  report: v.optional(bureauReport),
})
export type IntakeDetail = v.InferOutput<typeof intakeDetail>

/** What a tus client says of a file in `Upload-Metadata`: filename. */
export const packageUpload = v.strictObject({
  filename: text(255),
  size: v.pipe(count, v.minValue(1), v.maxValue(MAX_PACKAGE)),
})
export type PackageUpload = v.InferOutput<typeof packageUpload>
/** The job that receives a file; what it becomes will stand under `intake`. */
export const receiving = v.object({ ...jobStarted.entries, intake: v.string() })

/* ---------- while classes run ---------- */

/** Of one 阶段包: how a class stood when it was made. */
export const stageSummary = v.object({
  seats: v.array(
    v.object({
      number: v.string(),
      credited: milliseconds,
      hours: v.string(),
      /** Days with credited time. */
      days: count,
      lastDay: v.optional(day),
      /** Of the last seven days before it was made, ms. */
      week: milliseconds,
      left: v.optional(v.literal(true)),
    }),
  ),
  sites: v.array(
    v.object({
      site: v.string(),
      people: count,
      at: milliseconds,
      /** What could not be read or measured, each in words. */
      troubles: v.array(v.string()),
    }),
  ),
})
export type StageSummary = v.InferOutput<typeof stageSummary>

const stage = {
  package: v.string(),
  intake: v.string(),
  class: v.string(),
  className: v.string(),
  firm: v.string(),
  status: v.picklist(['open', 'closed']),
  from: day,
  to: day,
  packedAt: milliseconds,
  at: milliseconds,
  seats: count,
  studied: count,
  credited: milliseconds,
  findings: count,
  serious: count,
  verdict,
}
/** The newest 阶段包 of a class; `packages`: how many there are. */
export const stageRow = v.object({ ...stage, packages: count })
export type StageRow = v.InferOutput<typeof stageRow>
export const stagesQuery = listQuery(['packed', 'class', 'firm', 'credited', 'findings'], ['open', 'closed', 'late'])
export const stagesPage = listPage(stageRow)
/** A running class is behind when its last 阶段包 is older: a week and a day. */
export const STAGE_LATE = 8 * 86_400_000

export const stageDetail = v.object({
  ...stage,
  summary: stageSummary,
  report: bureauReport,
  /** All of the class, the oldest first. */
  history: v.array(
    v.object({
      intake: v.string(),
      packedAt: milliseconds,
      seats: count,
      studied: count,
      credited: milliseconds,
      findings: count,
      serious: count,
      verdict,
    }),
  ),
})
export type StageDetail = v.InferOutput<typeof stageDetail>

/* ---------- settings ---------- */

export const intakeSettings = v.object({
  /** age1…: what firms encrypt packages to. */
  recipient: v.string(),
  /** Absolute path on the server that is looked into by itself; absent where there is none. */
  folder: v.optional(v.string()),
  /** Why it could not be looked into the last time. */
  trouble: v.optional(v.string()),
  /** Whether the server is this bureau's own: only then it may name folders. */
  own: v.boolean(),
})
export type IntakeSettings = v.InferOutput<typeof intakeSettings>
/** '' ends it. */
export const watchFolder = v.strictObject({ folder: v.pipe(v.string(), v.trim(), v.maxLength(500)) })

/**
 * Routes of a bureau, all behind the session; 经办 takes in, 审计 reads.
 *
 * POST  /api/bureau/uploads              tus 1.0.0, metadata `filename`   -> 201
 * GET   /api/bureau/uploads/:id          HEAD as tus asks
 * PATCH /api/bureau/uploads/:id          a piece                          -> 204
 * POST  /api/bureau/uploads/:id/receive  {}                               -> receiving    (the whole file is there)
 * GET   /api/bureau/intake               intakeQuery                      -> intakePage
 * GET   /api/bureau/intake/:id           id of a file, a package or a claim (its current version) -> intakeDetail
 * GET   /api/bureau/intake/:id/report.pdf  核验报告                       (audited)
 * GET   /api/bureau/intake/:id/package   the package as kept              (audited)
 * POST  /api/bureau/intake/:id/again     {} once the signer is in the register -> receiving
 * GET   /api/bureau/stages               stagesQuery                      -> stagesPage
 * GET   /api/bureau/stages/:id           id of its package                -> stageDetail
 * GET   /api/bureau/intake-settings                                       -> intakeSettings
 * POST  /api/bureau/intake-settings/folder  watchFolder                   -> intakeSettings  (audited)
 */
