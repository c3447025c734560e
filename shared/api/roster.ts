import * as v from 'valibot'
import { rosterDetails, rosterFields } from '../people/roster'
import { count, day, digest, milliseconds, text } from '../record/fields'

/** HTTP contract of rosters: import, 名册变更, lists to compare with. */

/** Where in a file something is; rows and columns as a spreadsheet shows them, `cell` as `C5`. */
export const filePlace = v.object({
  sheet: v.optional(v.string()),
  row: v.optional(count),
  column: v.optional(v.string()),
  cell: v.optional(v.string()),
  message: v.string(),
})
export type FilePlace = v.InferOutput<typeof filePlace>

const field = v.picklist(rosterFields)

/** Why a roster changes, from which Beijing day on, and how the bureau was told; without `notice` it was not told yet. */
export const changeReason = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  day,
  notice: v.optional(v.strictObject({ number: text(100), day, evidence: v.optional(digest) })),
})
export type ChangeReason = v.InferOutput<typeof changeReason>

/** What a person decides about a roster file that it does not say itself; JSON in the query `choices`. */
export const rosterChoices = v.strictObject({
  sheet: v.optional(v.string()),
  /** From 1; 0 = there are no headings. */
  headerRow: v.optional(count),
  /** Which column (from 0) is which; '' = not to be read. Kept for the next file with the same headings. */
  columns: v.optional(v.array(v.strictObject({ column: count, field: v.union([field, v.literal('')]) }))),
  hiddenRows: v.optional(v.picklist(['read', 'skip'])),
  /** Of a class whose plan is approved: the people of the file are an 增补. */
  change: v.optional(changeReason),
})
export type RosterChoices = v.InferOutput<typeof rosterChoices>

/** What an import does, or with `?dry=1` would do. A dry run with errors answers them here; an import is refused with them. */
export const rosterReport = v.object({
  added: count,
  unchanged: count,
  /** People whose registered name this roster corrects. */
  renamed: count,
  /** People already in the class of whom it says something new. */
  updated: v.optional(count),
  /** People for whom it names a 平台账号. */
  accounts: v.optional(count),
  errors: v.optional(v.array(filePlace)),
  warnings: v.array(filePlace),
  /** What was made of the file as a whole, in words. */
  notes: v.optional(v.array(v.string())),
  /** What somebody has to decide before it can be imported. */
  need: v.optional(v.picklist(['sheet', 'columns', 'hidden-rows', 'change'])),
  sheet: v.optional(v.string()),
  /** Tables of the file that look like a roster. */
  sheets: v.optional(v.array(v.string())),
  headerRow: v.optional(count),
  columns: v.optional(
    v.array(
      v.object({
        column: count,
        letter: v.string(),
        heading: v.string(),
        field: v.optional(field),
        sample: v.array(v.string()),
      }),
    ),
  ),
})
export type RosterReport = v.InferOutput<typeof rosterReport>

/** A line of the answer where `accept: application/x-ndjson` asks for progress; the last one has `report` or `error`. */
export const rosterProgress = v.object({
  step: v.optional(v.picklist(['read', 'check', 'write'])),
  done: v.optional(count),
  of: v.optional(count),
  report: v.optional(rosterReport),
  error: v.optional(v.unknown()),
})

/* ---------- 名册变更 ---------- */

export const changeKinds = { leave: '退出', replace: '替换', add: '增补', transfer: '转班', correct: '更正' } as const
export type ChangeKind = keyof typeof changeKinds

const newPerson = v.strictObject({ name: text(50), id: text(40), details: v.optional(rosterDetails) })

export const changeRequest = v.variant('kind', [
  v.strictObject({ kind: v.literal('leave'), seat: text(64), ...changeReason.entries }),
  v.strictObject({ kind: v.literal('replace'), seat: text(64), person: newPerson, ...changeReason.entries }),
  v.strictObject({ kind: v.literal('add'), person: newPerson, ...changeReason.entries }),
  v.strictObject({ kind: v.literal('transfer'), seat: text(64), class: text(64), ...changeReason.entries }),
  v.strictObject({ kind: v.literal('correct'), seat: text(64), name: text(50), ...changeReason.entries }),
])
export type ChangeRequest = v.InferOutput<typeof changeRequest>

export const noticeRequest = v.strictObject({ number: text(100), day, evidence: v.optional(digest) })
export type NoticeRequest = v.InferOutput<typeof noticeRequest>

/** `id` is masked in lists, and in clear on the 变更表. */
const changedPerson = v.object({ seat: v.string(), number: v.string(), name: v.string(), id: v.string() })

/** What was done and reported together. */
export const changeForm = v.object({
  form: v.string(),
  day,
  at: milliseconds,
  by: v.string(),
  reason: v.string(),
  lines: v.array(
    v.object({
      kind: v.picklist(['leave', 'replace', 'add', 'transfer', 'correct']),
      person: changedPerson,
      /** Who came in their place, or the same person in the other class. */
      other: v.optional(changedPerson),
      /** Of a 转班: where to, or where from. */
      toClass: v.optional(v.string()),
      fromClass: v.optional(v.string()),
      /** Of a 更正: what changed. */
      changed: v.optional(v.string()),
    }),
  ),
  notice: v.optional(
    v.object({ number: v.string(), day, evidence: v.optional(digest), by: v.string(), at: milliseconds }),
  ),
})
export type ChangeForm = v.InferOutput<typeof changeForm>

export const classChanges = v.object({
  /** The plan is approved: the roster changes only so. */
  approved: v.boolean(),
  /** People still in the class, for the form. */
  people: v.array(changedPerson),
  /** Other open classes, to move somebody to. */
  classes: v.array(v.object({ id: v.string(), name: v.string() })),
  forms: v.array(changeForm),
})
export type ClassChanges = v.InferOutput<typeof classChanges>

/** 变更表 with full ID numbers. */
export const changeSheet = v.object({
  ...changeForm.entries,
  organisation: v.string(),
  className: v.string(),
  plan: v.string(),
  occupation: v.string(),
  level: v.string(),
  period: v.object({ from: day, to: day }),
})
export type ChangeSheet = v.InferOutput<typeof changeSheet>

/** What the roster says of a seat; phone, address and sensitive 人员类别 masked unless asked for in clear. */
export const seatDetails = v.object({
  details: v.record(v.string(), v.string()),
  /** Fields that are masked here. */
  masked: v.array(v.string()),
})
export type SeatDetails = v.InferOutput<typeof seatDetails>

/* ---------- lists to compare with ---------- */

/** JSON in a query. */
const inQuery = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.string(),
    v.maxLength(4000),
    v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
      try {
        return JSON.parse(dataset.value)
      } catch {
        addIssue({ message: 'not JSON' })
        return NEVER
      }
    }),
    schema,
  )

export const hitListRequest = v.strictObject({
  name: text(100),
  source: text(200),
  day,
  /** Which column (from 0) of a table holds the ID numbers, where the file does not say it itself; `sheet` '' of CSV. */
  columns: v.optional(inQuery(v.array(v.strictObject({ sheet: v.string(), column: count })))),
  dry: v.optional(v.literal('1')),
})
export type HitListRequest = v.InferOutput<typeof hitListRequest>

export const hitList = v.object({
  id: v.string(),
  name: v.string(),
  source: v.string(),
  day,
  people: count,
  /** People of our rosters that stand in it. */
  matches: count,
  by: v.string(),
  at: milliseconds,
  removedAt: v.optional(milliseconds),
})
export type HitList = v.InferOutput<typeof hitList>

/** What was made of a table of the file; `id`: the column of ID numbers, where one was found or chosen. */
export const hitListTable = v.object({
  sheet: v.string(),
  columns: v.array(v.object({ column: count, letter: v.string(), heading: v.string(), sample: v.array(v.string()) })),
  id: v.optional(count),
})
export type HitListTable = v.InferOutput<typeof hitListTable>

export const hitListReport = v.object({
  people: count,
  matches: count,
  skipped: v.array(filePlace),
  tables: v.array(hitListTable),
})
export type HitListReport = v.InferOutput<typeof hitListReport>

/** Somebody of a class who stands in a list: 待核实. */
export const seatHit = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  list: v.string(),
  source: v.string(),
  day,
  remark: v.string(),
})
export type SeatHit = v.InferOutput<typeof seatHit>

/** Plain ID numbers, or SHA-256 of the salt the other side gave and the number, where it compares hashes. */
export const comparisonRequest = v.variant('form', [
  v.strictObject({ form: v.literal('plain'), purpose: text(200) }),
  v.strictObject({
    form: v.literal('hash'),
    purpose: text(200),
    salt: v.pipe(v.string(), v.minLength(8), v.maxLength(200)),
  }),
])
export type ComparisonRequest = v.InferOutput<typeof comparisonRequest>

/**
 * GET  /api/classes/:id/roster-template     -> XLSX                (columns of the organisation's kind; notes, choices, example)
 * POST /api/classes/:id/roster  (application/octet-stream: XLSX or CSV, 20 MB)  ?dry=1 &choices=rosterChoices
 *                                           -> rosterReport | 422 file-refused | 422 roster-refused with places
 *                                              (accept: application/x-ndjson -> rosterProgress lines)
 * POST /api/classes/:id/roster/corrected (application/octet-stream) ?choices= -> XLSX: the table with a column 问题
 * GET  /api/classes/:id/changes             -> classChanges
 * POST /api/classes/:id/changes  changeRequest -> { form }         (audited)
 * POST /api/changes/:form/notice noticeRequest -> {}               (audited)
 * GET  /api/changes/:form                   -> changeSheet         (full ID numbers; audited)
 * GET  /api/classes/:id/hits                -> seatHit[]
 * POST /api/classes/:id/comparison comparisonRequest -> XLSX       (audited)
 * GET  /api/seats/:id/details  ?clear=1     -> seatDetails         (in clear: audited)
 * GET  /api/hit-lists                       -> hitList[]
 * POST /api/hit-lists (application/octet-stream: XLSX or CSV) ?name=&source=&day= -> hitListReport   (audited)
 * DELETE /api/hit-lists/:id                 -> {}                  (the whole list; audited)
 * GET  /api/roster-rules                    -> rosterRules
 * POST /api/roster-rules rosterRules        -> rosterRules         (audited)
 */
