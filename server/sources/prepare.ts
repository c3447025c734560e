import { inArray } from 'drizzle-orm'
import type { SourceChoices, SourceReport } from '../../shared/api/sources'
import type { Actor } from '../access/actor'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import type { TrainingClass } from '../training/class-of'
import { chunksOf } from '../training/roster/chunks'
import { MAX_ROWS } from '../training/roster/read-workbook'
import type { Table } from '../training/roster/table'
import { chooseTable, emptyReport, lessonAbove, type Opened } from './choose'
import { describeColumns } from './describe'
import { earlierOf } from './earlier'
import type { Layout } from './layout'
import { type Line, outside, placed, withoutRepeats } from './lines'
import { rememberedOf } from './mapping'
import { type Context, coursesOf, need, peopleOf } from './match'
import { placeOf, type RowsRead, readRows, type SourceRow } from './read-rows'
import { membersOf } from './who'

export interface Prepared {
  report: SourceReport
  layout: Layout
  lines: readonly Line[]
  /** Whose seats there are, for what is remembered of people. */
  personOf: ReadonlyMap<string, string>
}

/** What a file would bring whom, everything that is wrong with it, and what has to be decided before. Writes nothing. */
export async function prepare(
  deps: Deps,
  q: Queries,
  actor: Actor,
  trained: TrainingClass,
  { tables, choices, hash }: { tables: readonly Table[]; choices: SourceChoices; hash: string },
): Promise<Prepared> {
  const remembered = await rememberedOf(q, deps.store, actor.organisation, choices.platform)
  const opened = chooseTable(tables, remembered, choices)
  const members = await membersOf(deps, q, trained.id)
  const context: Context = { trained, choices, remembered, members, now: deps.clock.now() }
  const report: SourceReport = {
    ...emptyReport(),
    ...describeColumns(opened),
    notes: opened.notes,
    roster: members.map(({ seat, number, name }) => ({ seat, number, name })),
  }
  const personOf = new Map(members.map(({ seat, person }) => [seat, person]))
  const nothing = { report, layout: opened.layout, lines: [], personOf }
  if (opened.need) return { ...nothing, report: { ...report, need: opened.need } }
  if (opened.layout.table.rows.length > MAX_ROWS) {
    report.errors.push({ message: `一次最多导入 ${MAX_ROWS} 行，请按课程或时间分成几个文件导出` })
    return nothing
  }
  const { policy } = trained.plan
  const read = readRows(opened.layout, choices.hiddenRows, policy.minutesPerHour)
  report.errors.push(...read.errors)
  noteSkipped(report, read)
  if (read.hidden > 0) report.need = 'hidden-rows'
  else if (read.unitNeeded) report.need = 'unit'
  if (report.need) return nothing
  const lines = linesOf(deps, opened, read.rows, context, report)
  const { lines: kept, warnings } = withoutRepeats(lines, opened.layout)
  report.warnings.push(...warnings)
  const earlier = await earlierOf(q, deps.store, trained.id, choices, hash, kept)
  report.earlier = earlier.batches
  if (earlier.same) report.errors.push({ message: `这个文件已经导入过（${earlier.same}）。要重新导入，请先撤回那一次` })
  else if (earlier.batches.length > 0 && choices.repeat === undefined) need(report, 'repeat')
  await sum(deps, q, report, kept)
  const byRow = (a: { row?: number | undefined }, b: { row?: number | undefined }) => (a.row ?? 0) - (b.row ?? 0)
  report.errors.sort(byRow)
  report.warnings.sort(byRow)
  if (kept.length === 0 && report.errors.length === 0 && !report.need)
    report.errors.push({
      message: '没有可以导入的记录：文件里的人都不在本班，或者时间都不在培训期内。请核对文件和班级',
    })
  return { report, layout: opened.layout, lines: kept, personOf }
}

function linesOf(
  deps: Deps,
  { layout }: Opened,
  rows: readonly SourceRow[],
  context: Context,
  report: SourceReport,
): Line[] {
  const { trained, now } = context
  const people = peopleOf(deps, layout, rows, context, report)
  const courses = coursesOf(layout, rows, context, report)
  const lesson = lessonOf(layout, context, report)
  let notPlaced = 0
  const lines = rows.flatMap((row): Line[] => {
    const member = people.get(row)
    const course = courses(row)
    if (!member || course === undefined) return []
    const out = outside(row, member, trained, now)
    if (out) {
      report[out.blocks ? 'errors' : 'warnings'].push(
        placeOf(layout, row.row, row.start === undefined ? 'day' : 'start', out.message),
      )
      return []
    }
    const start = placed(row)
    if (start === undefined) notPlaced++
    const named = row.lesson ?? lesson
    return [
      {
        ...{ row: row.row, member, course, seconds: row.seconds },
        ...(named !== undefined && { lesson: named }),
        ...(start !== undefined && { start }),
      },
    ]
  })
  if (notPlaced > 0)
    report.notes.push(
      `${notPlaced} 行看不出具体在什么时间学的（没有起止时间，或起止相隔很久）：与本软件同一门课程的记录重复的部分不另计`,
    )
  return lines
}

function lessonOf(layout: Layout, { choices }: Context, report: SourceReport): string | undefined {
  if (choices.lesson !== undefined || layout.columns.has('lesson')) return choices.lesson
  const above = lessonAbove(layout)
  if (above !== undefined) report.notes.push(`课节取自文件里的主题：“${above}”`)
  else if (choices.kind === 'attendance') need(report, 'lesson')
  return above
}

function noteSkipped(report: SourceReport, { skipped }: RowsRead): void {
  for (const [what, rows] of skipped)
    report.notes.push(
      `没有导入的${what}：第 ${rows.slice(0, 10).join('、')}${rows.length > 10 ? ` 等共 ${rows.length}` : ''} 行`,
    )
}

/** What each person gets, beside what our own record counts so far. */
async function sum({ store: { t } }: Deps, q: Queries, report: SourceReport, lines: readonly Line[]): Promise<void> {
  const people = new Map<string, SourceReport['people'][number]>()
  for (const { member, seconds } of lines) {
    const known = people.get(member.seat)
    people.set(member.seat, {
      ...{ seat: member.seat, number: member.number, name: member.name, credited: 0 },
      ...{ rows: (known?.rows ?? 0) + 1, seconds: (known?.seconds ?? 0) + seconds },
    })
  }
  for (const chunk of chunksOf([...people.keys()]))
    for (const { seat, credited } of await q
      .select({ seat: t.seatTotal.seat, credited: t.seatTotal.credited })
      .from(t.seatTotal)
      .where(inArray(t.seatTotal.seat, [...chunk]))) {
      const one = people.get(seat)
      if (one) one.credited = credited
    }
  report.people = [...people.values()].sort((a, b) => (a.number < b.number ? -1 : 1))
  report.rows = lines.length
  report.seconds = lines.reduce((total, { seconds }) => total + seconds, 0)
}
