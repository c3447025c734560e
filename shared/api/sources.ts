import * as v from 'valibot'
import { count, digest, milliseconds, text } from '../record/fields'
import { sourceFields } from '../sources/fields'
import { listPage, listQuery } from './lists'
import { filePlace } from './roster'

/** HTTP contract of the other sources: 乙 files of platforms, 丙 what somebody attaches by hand. */

const field = v.picklist(sourceFields)
const unit = v.picklist(['seconds', 'minutes', 'hours', 'class-hours', 'h:mm', 'm:ss'])
const kind = v.picklist(['study', 'attendance'])
const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))

/** What a person decides about a file that it does not say itself; JSON in the query `choices`. All but sheet and rows is kept for the platform. */
export const sourceChoices = v.strictObject({
  kind,
  /** Id of a known platform, or its name as somebody wrote it. */
  platform: words(64),
  sheet: v.optional(v.string()),
  /** From 1; 0 = there are no headings. */
  headerRow: v.optional(count),
  columns: v.optional(v.array(v.strictObject({ column: count, field: v.union([field, v.literal('')]) }))),
  hiddenRows: v.optional(v.picklist(['read', 'skip'])),
  /** Of lengths that name none. */
  unit: v.optional(unit),
  /** The plan's course that the whole file is about, where no column says it. */
  course: v.optional(text(300)),
  /** The lesson that the whole file is about. */
  lesson: v.optional(text(300)),
  /** What the file calls a course, and which of the plan's it is; '' = none of them. */
  courses: v.optional(v.array(v.strictObject({ title: v.string(), course: v.string() }))),
  /** Whom the file names so, and whose seat that is; '' = nobody of this class. */
  people: v.optional(v.array(v.strictObject({ who: v.string(), seat: v.string() }))),
  /** An earlier record of this platform stands: this one takes its place, or is of another time. */
  repeat: v.optional(v.picklist(['replace', 'add'])),
})
export type SourceChoices = v.InferOutput<typeof sourceChoices>

export const sourceNeeds = [
  'sheet',
  'columns',
  'hidden-rows',
  'unit',
  'course',
  'lesson',
  'courses',
  'people',
  'repeat',
] as const

/** What an import did, or with `?dry=1` would do. */
export const sourceReport = v.object({
  /** Of the import; absent of a dry run. */
  id: v.optional(v.string()),
  rows: count,
  seconds: count,
  errors: v.array(filePlace),
  warnings: v.array(filePlace),
  notes: v.array(v.string()),
  need: v.optional(v.picklist(sourceNeeds)),
  sheet: v.optional(v.string()),
  sheets: v.array(v.string()),
  headerRow: count,
  columns: v.array(
    v.object({
      column: count,
      letter: v.string(),
      heading: v.string(),
      field: v.optional(field),
      sample: v.array(v.string()),
    }),
  ),
  unit: v.optional(unit),
  /** Courses as the file calls them. */
  courses: v.array(v.object({ title: v.string(), rows: count, course: v.optional(v.string()) })),
  /** People of the file who were not found by themselves; `seat`: who somebody said they are, now or before ('' = nobody). `several`: of that name there are more. */
  unknown: v.array(
    v.object({ who: v.string(), rows: count, why: v.picklist(['nobody', 'several']), seat: v.optional(v.string()) }),
  ),
  /** What each person would get: the file's time, and what our own record counts so far, ms. */
  people: v.array(
    v.object({
      seat: v.string(),
      number: v.string(),
      name: v.string(),
      rows: count,
      seconds: count,
      credited: milliseconds,
    }),
  ),
  /** Everybody in the class, to say who somebody is. */
  roster: v.array(v.object({ seat: v.string(), number: v.string(), name: v.string() })),
  /** Earlier records of the platform that this one may replace. */
  earlier: v.array(v.object({ id: v.string(), name: v.string(), at: milliseconds, by: v.string() })),
})
export type SourceReport = v.InferOutput<typeof sourceReport>

/** 丙: hours by hand, or a paper that gives none (`seconds` 0), with the file they rest on. */
export const byHandRequest = v.strictObject({
  seat: text(64),
  kind: v.picklist(['paper', 'screenshot', 'certificate', 'other']),
  course: text(300),
  lesson: v.optional(text(300)),
  start: v.optional(milliseconds),
  /** At most 100 hours at once. */
  seconds: v.pipe(count, v.maxValue(360_000)),
  evidence: digest,
  note: v.pipe(v.string(), v.trim(), v.maxLength(300)),
})
export type ByHandRequest = v.InferOutput<typeof byHandRequest>

export const withdrawImportRequest = v.strictObject({ reason: words(300) })

/** One import, as it was made: of a file, or one thing by hand. */
export const importRow = v.object({
  id: v.string(),
  source: v.picklist(['乙', '丙']),
  kind: v.string(),
  platform: v.string(),
  /** Of the file. */
  name: v.string(),
  hash: digest,
  size: count,
  rows: count,
  people: count,
  seconds: count,
  note: v.string(),
  by: v.string(),
  at: milliseconds,
  withdrawn: v.optional(v.object({ by: v.string(), at: milliseconds, reason: v.string() })),
})
export type ImportRow = v.InferOutput<typeof importRow>
export const importsQuery = listQuery(['at', 'platform', 'seconds'], ['standing', 'withdrawn', '乙', '丙'])
export const importsPage = listPage(importRow)

/** One line of what other sources brought somebody. */
export const importedRow = v.object({
  id: v.string(),
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  source: v.picklist(['乙', '丙']),
  kind: v.string(),
  platform: v.string(),
  course: v.string(),
  lesson: v.optional(v.string()),
  start: v.optional(milliseconds),
  seconds: count,
  evidence: digest,
  by: v.string(),
  at: milliseconds,
  /** Of what was taken back. */
  withdrawn: v.boolean(),
})
export type ImportedRow = v.InferOutput<typeof importedRow>
export const importedQuery = v.object({
  ...listQuery(['number', 'at', 'start', 'seconds'], ['乙', '丙', 'withdrawn']).entries,
  /** Of one import alone. */
  batch: v.optional(text(64)),
  /** Of one person alone. */
  seat: v.optional(text(64)),
})
export const importedPage = listPage(importedRow)

/** Headings, courses and people as they were chosen for a platform. */
export const platformMapping = v.object({
  platform: v.string(),
  what: v.picklist(['column', 'unit', 'course', 'person']),
  key: v.string(),
  value: v.string(),
  by: v.string(),
  at: milliseconds,
})
export type PlatformMapping = v.InferOutput<typeof platformMapping>

/**
 * POST /api/classes/:id/sources (application/octet-stream: XLSX, CSV or PDF, 20 MB) ?choices=sourceChoices &name= &dry=1
 *                                          -> sourceReport | 422 file-refused | 422 roster-refused with places   (audited)
 * POST /api/classes/:id/by-hand byHandRequest -> {}                          (audited; evidence is uploaded before)
 * POST /api/imports/:id/withdraw withdrawImportRequest -> {}                 (audited)
 * GET  /api/imports/:id/file               -> the file as it was brought in  (audited: it may hold ID numbers)
 * GET  /api/classes/:id/imports  importsQuery  -> importsPage
 * GET  /api/classes/:id/imported importedQuery -> importedPage
 * GET  /api/sources/mappings               -> platformMapping[]
 */
