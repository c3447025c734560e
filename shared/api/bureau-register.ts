import * as v from 'valibot'
import { deliveryAnswer } from '../exchange/answers'
import { outcomes } from '../plan/decision'
import { platformKinds } from '../plan/plan'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { claimState } from './bureau'
import { listPage, listQuery } from './lists'
import { planPapers } from './plans'

/** Whom the bureau trusts, and what was filed with it. Behind the session of a bureau; routes at the end. */

const some = (max: number) => v.pipe(v.string(), v.maxLength(max))
const isReal = (text: string) => new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
/** A day there is. */
const realDay = v.pipe(day, v.check(isReal, 'no such day'))
/** A day, or '' where there is none. */
const dayOrNone = v.union([v.literal(''), realDay])

/* ---------- 单位 and their keys ---------- */

export const enrolKey = v.strictObject({
  /** 单位密钥文件, as it came. */
  file: text(20_000),
  /** The fingerprint somebody compared with the 单位; absent: only read it. */
  confirmed: v.optional(digest),
  /** How it was compared: 当面 / 电话, with whom. */
  compared: v.optional(some(200), ''),
  /** The old key is lost, by a sealed letter. */
  letter: v.optional(v.strictObject({ from: realDay, reason: text(500), evidence: digest })),
  /** It is the 单位 that was entered by hand under this name without a credit code; why somebody says so. */
  joins: v.optional(v.strictObject({ firm: text(64), reason: text(500) })),
})
export type EnrolKey = v.InferOutput<typeof enrolKey>
/** What was signed with a key after it ended and is here already: claims that are not refused, filings that wait or were agreed to. */
export const keyEnded = v.object({
  claims: v.array(v.object({ id: v.string(), number: v.string(), title: v.string(), status: claimState })),
  filings: v.array(v.object({ id: v.string(), number: v.string(), title: v.string() })),
})
export type KeyEnded = v.InferOutput<typeof keyEnded>

export const keyRead = v.object({
  state: v.picklist(['read', 'enrolled']),
  fingerprint: digest,
  name: v.string(),
  kind: v.picklist(['enterprise', 'institution']),
  creditCode: v.string(),
  from: milliseconds,
  /** It is enrolled already. */
  known: v.boolean(),
  /** The 单位 has another key in force. */
  held: v.boolean(),
  /** The 单位 that is in the register already by its credit code or name, with another server or none. */
  as: v.optional(v.object({ name: v.string(), by: v.picklist(['code', 'name']) })),
  /** One entered by hand under this name without a credit code: somebody says whether it is the same. */
  manual: v.optional(v.object({ id: v.string(), name: v.string() })),
  firm: v.optional(v.string()),
  /** Of one that was enrolled by letter: what the lost key signed since the day the letter says. */
  ended: v.optional(keyEnded),
})
export type KeyRead = v.InferOutput<typeof keyRead>

export const rotateKey = v.strictObject({ file: text(20_000) })
export const rotated = v.object({
  ...{ firm: v.string(), name: v.string(), fingerprint: digest, old: digest },
  /** What the old key signed after it handed over. */
  ended: keyEnded,
})
export type Rotated = v.InferOutput<typeof rotated>

export const endKey = v.strictObject({
  /** The key counts no more from this Beijing day on. */
  from: realDay,
  reason: text(500),
  evidence: v.optional(digest),
})
export type EndKey = v.InferOutput<typeof endKey>

/** By its file, a hand-over of the old key, or a sealed letter; revoked, handed over, or lost. */
export const keyHows = ['file', 'rotation', 'letter'] as const
export const keyWhys = ['revoked', 'rotated', 'lost'] as const

export const firmRow = v.object({
  id: v.string(),
  kind: v.string(),
  name: v.string(),
  creditCode: v.string(),
  /** Fingerprint of the key in force. */
  key: v.optional(digest),
  /** It has a key, but none in force. */
  ended: v.boolean(),
  filings: count,
  claims: count,
  at: milliseconds,
})
export type FirmRow = v.InferOutput<typeof firmRow>
export const firmsQuery = listQuery(['at', 'name'], ['enterprise', 'institution', 'no-key'])
export const firmsPage = listPage(firmRow)

export const firmAnswer = v.object({
  id: v.string(),
  kind: v.string(),
  name: v.string(),
  creditCode: v.string(),
  their: v.string(),
  keys: v.array(
    v.object({
      id: v.string(),
      fingerprint: digest,
      from: milliseconds,
      how: v.picklist(keyHows),
      compared: v.string(),
      evidence: v.optional(digest),
      by: v.string(),
      at: milliseconds,
      ends: v.array(
        v.object({
          until: milliseconds,
          why: v.picklist(keyWhys),
          reason: v.string(),
          evidence: v.optional(digest),
          by: v.string(),
          at: milliseconds,
        }),
      ),
    }),
  ),
  /** The file that it announced last by address, and what became of it. */
  delivered: v.optional(deliveryAnswer),
})
export type FirmAnswer = v.InferOutput<typeof firmAnswer>

/** Of an organisation itself: its package key, and the hand-overs of those before. */
export const ownKeys = v.object({
  fingerprint: v.string(),
  since: milliseconds,
  rotations: v.array(v.object({ id: digest, old: digest, at: milliseconds, by: v.string() })),
})
export type OwnKeys = v.InferOutput<typeof ownKeys>

/* ---------- 定点培训机构 and platforms ---------- */

export const permitted = v.strictObject({ name: text(100), levels: v.pipe(v.array(text(40)), v.maxLength(20)) })
export const addDesignation = v.strictObject({
  name: text(100),
  creditCode: text(18),
  /** 第一批 */
  batch: text(50),
  /** The notice that named it. */
  source: text(200),
  /** Empty: all. No levels: every level. */
  occupations: v.pipe(v.array(permitted), v.maxLength(200)),
  from: realDay,
  to: dayOrNone,
})
export type AddDesignation = v.InferOutput<typeof addDesignation>
const entered = {
  id: v.string(),
  by: v.string(),
  at: milliseconds,
  ended: v.optional(v.object({ day, reason: v.string() })),
}
export const designationRow = v.object({ ...addDesignation.entries, ...entered })
export type DesignationRow = v.InferOutput<typeof designationRow>
export const designationsQuery = listQuery(['name', 'batch', 'at'], ['valid', 'over'])
export const designationsPage = listPage(designationRow)
export const designationsImported = v.object({ added: count, known: count })

export const addPlatform = v.strictObject({
  /** '' where it is agreed for everybody. */
  firm: some(64),
  name: text(100),
  host: v.pipe(v.string(), v.regex(/^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/)),
  kind: v.picklist(platformKinds),
  source: text(200),
  documents: v.pipe(v.array(digest), v.maxLength(20)),
  from: realDay,
  to: dayOrNone,
})
export type AddPlatform = v.InferOutput<typeof addPlatform>
export const platformRow = v.object({ ...addPlatform.entries, ...entered, firmName: v.string() })
export type PlatformRow = v.InferOutput<typeof platformRow>
export const platformsQuery = listQuery(['name', 'host', 'at'], ['valid', 'over'])
export const platformsPage = listPage(platformRow)
export const endEntry = v.strictObject({ day: realDay, reason: text(300) })
export type EndEntry = v.InferOutput<typeof endEntry>

/* ---------- filings ---------- */

/** The largest filing with its attachments that is taken, bytes. */
export const MAX_FILING = 64 * 1024 ** 2
export const filingStates = ['received', 'agreed', 'returned', 'refused'] as const
export const filingStateWords: Readonly<Record<(typeof filingStates)[number], string>> = {
  received: '待审核',
  agreed: '同意',
  returned: '退回补正',
  refused: '不同意',
}
export const filingKindWords = { enterprise: '培训方案备案', institution: '开班申请' } as const

/** One thing that is missing or does not agree; `note`: to look at, the filing need not go back for it. */
export const filingProblem = v.object({ code: v.string(), message: v.string(), note: v.optional(v.boolean()) })
export type FilingProblem = v.InferOutput<typeof filingProblem>

export const filingRow = v.object({
  id: v.string(),
  number: v.string(),
  firm: v.string(),
  firmName: v.string(),
  kind: v.picklist(['enterprise', 'institution']),
  title: v.string(),
  version: count,
  occupation: v.string(),
  level: v.string(),
  trainees: count,
  from: day,
  to: day,
  receivedAt: milliseconds,
  due: day,
  /** Reckoned over days without an official calendar: 暂定. */
  tentative: v.boolean(),
  /** Working days left until it must be decided; absent once it is. */
  left: v.optional(v.number()),
  status: v.picklist(filingStates),
})
export type FilingRow = v.InferOutput<typeof filingRow>
export const filingsQuery = listQuery(['due', 'received', 'title', 'firm'], filingStates)
export const filingsPage = listPage(filingRow)

export const filingAnswer = v.object({
  ...filingRow.entries,
  hash: digest,
  key: digest,
  filedAt: milliseconds,
  by: v.string(),
  /** The papers that were filed; ID numbers and the account masked. */
  papers: planPapers.entries.papers,
  bureau: v.string(),
  /** `label` is how people call its kind. */
  attachments: v.array(v.object({ kind: v.string(), label: v.string(), hash: digest, held: v.boolean() })),
  problems: v.array(filingProblem),
  decision: v.optional(
    v.object({
      outcome: v.picklist(outcomes),
      number: v.string(),
      date: day,
      remarks: v.string(),
      missing: v.array(v.string()),
      by: v.string(),
      at: milliseconds,
    }),
  ),
  versions: v.array(v.object({ id: v.string(), version: count, number: v.string(), status: v.picklist(filingStates) })),
})
export type FilingAnswer = v.InferOutput<typeof filingAnswer>

export const filingTaken = v.object({
  id: v.string(),
  number: v.string(),
  again: v.boolean(),
  due: day,
  tentative: v.boolean(),
})
export type FilingTaken = v.InferOutput<typeof filingTaken>

export const decideFiling = v.strictObject({
  outcome: v.picklist(outcomes),
  /** 备案编号 / 批复文号 */
  number: some(100),
  date: realDay,
  remarks: some(1000),
  /** What has to be mended, told at once. */
  missing: v.pipe(v.array(text(200)), v.maxLength(40)),
})
export type DecideFiling = v.InferOutput<typeof decideFiling>

/**
 * Routes.
 *
 * POST /api/bureau/keys                              enrolKey      -> keyRead
 * POST /api/bureau/keys/rotation            rotateKey     -> rotated
 * POST /api/bureau/keys/:id/end             endKey        -> {}
 * GET  /api/bureau/firms                             firmsQuery    -> firmsPage
 * GET  /api/bureau/firms/:id                                       -> firmAnswer
 * GET  /api/bureau/designations                      designationsQuery -> designationsPage
 * POST /api/bureau/designations                      addDesignation -> {}
 * GET  /api/bureau/designations/template.xlsx                      -> XLSX
 * POST /api/bureau/designations/import               XLSX          -> designationsImported
 * POST /api/bureau/designations/:id/end              endEntry      -> {}
 * GET  /api/bureau/platforms                         platformsQuery -> platformsPage
 * POST /api/bureau/platforms                         addPlatform   -> {}
 * POST /api/bureau/platforms/recommended                           -> { added }, of the notice's annex
 * POST /api/bureau/platforms/:id/end                 endEntry      -> {}
 * GET  /api/bureau/filings                           filingsQuery  -> filingsPage
 * POST /api/bureau/filings                           filing.json or ZIP -> filingTaken
 * GET  /api/bureau/filings/:id                                     -> filingAnswer
 * POST /api/bureau/filings/:id/decision              decideFiling  -> filingAnswer
 * GET  /api/bureau/filings/:id/filing.json                         -> the filing as it came (audited: it holds ID numbers)
 * GET  /api/bureau/filings/:id/receipt.json                        -> 受理回执, signed
 * GET  /api/bureau/filings/:id/decision.json                       -> the decision, signed
 *
 * Of the organisation that files (its own console):
 * GET  /api/organisation/keys                                      -> ownKeys
 * GET  /api/organisation/key-file                                  -> 单位密钥文件
 * POST /api/organisation/key-rotation                              -> ownKeys; from now on the new key signs
 * GET  /api/organisation/key-rotations/:id                         -> 密钥更换文件
 */
