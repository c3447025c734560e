import * as v from 'valibot'
import { day, digest, milliseconds, text } from '../record/fields'
import { listPage, listQuery } from './lists'

/** The contract of 巡查: a look at a class while it runs, filed with it. Routes: the end of this file. */

export const inspectionHows = ['online', 'phone', 'site'] as const
/** 方式 as papers have it. */
export const howWords = (how: (typeof inspectionHows)[number], byLink: boolean): string =>
  byLink ? `${inspectionHowWords[how]}（只读链接）` : inspectionHowWords[how]
export const inspectionHowWords: Readonly<Record<(typeof inspectionHows)[number], string>> = {
  online: '线上',
  phone: '电话',
  site: '现场',
}
/** fine 未发现问题, rectify 限期整改, serious 严重问题. */
export const inspectionResults = ['fine', 'rectify', 'serious'] as const
export type InspectionResult = (typeof inspectionResults)[number]
export const inspectionResultWords: Readonly<Record<InspectionResult, string>> = {
  fine: '未发现问题',
  rectify: '限期整改',
  serious: '严重问题',
}

const written = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))

/** `firm` and `class` as packages name them. What is not fine says by when it is put right. */
export const inspectRequest = v.pipe(
  v.strictObject({
    ...{ firm: text(64), class: text(64), day, who: written(100), how: v.picklist(inspectionHows) },
    ...{ result: v.picklist(inspectionResults), found: written(2000), due: v.optional(day) },
    evidence: v.optional(digest),
    /** The class was looked at by this link of it (bureau-links.ts). */
    link: v.optional(text(64)),
  }),
  v.check(({ how, link }) => link === undefined || how === 'online', 'a look by link is one online'),
  v.check(({ result, due }) => (result === 'fine') === (due === undefined), 'what is to be put right has a term'),
)
export type InspectRequest = v.InferOutput<typeof inspectRequest>
export const rectifyRequest = v.strictObject({ day, how: written(2000), evidence: v.optional(digest) })
export type RectifyRequest = v.InferOutput<typeof rectifyRequest>

export const inspectionRow = v.object({
  ...{ id: v.string(), number: v.string(), firm: v.string(), class: v.string(), className: v.string(), day },
  ...{ who: v.string(), how: v.picklist(inspectionHows), result: v.picklist(inspectionResults), found: v.string() },
  due: v.optional(day),
  evidence: v.optional(digest),
  byLink: v.boolean(),
  /** To be put right, and the term is over. */
  late: v.boolean(),
  by: v.string(),
  at: milliseconds,
  rectified: v.optional(
    v.object({ day, how: v.string(), evidence: v.optional(digest), by: v.string(), at: milliseconds }),
  ),
})
export type InspectionRow = v.InferOutput<typeof inspectionRow>
/** open: waits to be put right; late: and the term is over. */
export const inspectionFilters = ['open', 'late', ...inspectionResults] as const
export const inspectionsQuery = v.object({
  ...listQuery(['day', 'due', 'class', 'firm'], inspectionFilters).entries,
  /** Of one class alone. */
  class: v.optional(text(64)),
})
export const inspectionsPage = listPage(inspectionRow)

/** Classes that a package or a 阶段包 came of, or a read-only link; `link`: the newest one that still opens. */
export const inspectable = v.array(
  v.object({
    ...{ firm: v.string(), firmName: v.string(), class: v.string(), className: v.string() },
    link: v.optional(v.object({ id: v.string(), host: v.string(), until: day })),
  }),
)
export type Inspectable = v.InferOutput<typeof inspectable>

/**
 * Behind the session of a bureau.
 *
 * GET  /api/bureau/inspections                 inspectionsQuery -> inspectionsPage    (auditor and up)
 * GET  /api/exports/bureau/inspections         -> XLSX
 * GET  /api/bureau/inspectable                 -> inspectable                         (hr and up, as the next)
 * POST /api/bureau/inspections                 inspectRequest
 * POST /api/bureau/inspections/:id/rectified   rectifyRequest
 */
