import type { SourceChoices, SourceReport } from '../../shared/api/sources'
import { plain } from '../../shared/people/text'
import type { Deps } from '../deps'
import type { TrainingClass } from '../training/class-of'
import type { Need } from './choose'
import type { Layout } from './layout'
import { courseNamed } from './lines'
import type { Remembered } from './mapping'
import { placeOf, type SourceRow } from './read-rows'
import { type Member, Who } from './who'

/** What rows are matched with. */
export interface Context {
  trained: TrainingClass
  choices: SourceChoices
  remembered: Remembered
  members: readonly Member[]
  now: number
}

/** The first thing that has to be decided is asked first. */
export const need = (report: SourceReport, what: Need): void => {
  report.need ??= what
}

/** Whose each row is. Who was not found, or only by a nickname, is put into the report. */
export function peopleOf(
  { secrets }: Deps,
  layout: Layout,
  rows: readonly SourceRow[],
  { choices, remembered, members }: Context,
  report: SourceReport,
): Map<SourceRow, Member> {
  const seatOf = new Map(members.map(({ person, seat }) => [person, seat]))
  const kept = [...remembered.person].flatMap(([who, person]) => {
    const seat = person === '' ? '' : seatOf.get(person)
    return seat === undefined ? [] : [[who, seat] as const]
  })
  const chosen = new Map([...kept, ...(choices.people ?? []).map(({ who, seat }) => [plain(who), seat] as const)])
  const who = new Who(members, (id) => secrets.index('id', id), chosen)
  const found = new Map<SourceRow, Member>()
  const unknown = new Map<string, SourceReport['unknown'][number]>()
  const loose = new Map<string, string>()
  for (const row of rows) {
    const one = who.find(row.named)
    if ('problem' in one) report.errors.push(placeOf(layout, row.row, 'name', one.problem))
    else if ('seat' in one) {
      found.set(row, one.seat)
      if (one.loosely) loose.set(row.named.name ?? '', `${one.seat.number} ${one.seat.name}`)
    }
    if ('who' in one) {
      const known = unknown.get(one.who)
      const why = 'why' in one ? one.why : 'nobody'
      unknown.set(one.who, { who: one.who, rows: (known?.rows ?? 0) + 1, why, ...('left' in one && { seat: '' }) })
    }
  }
  for (const { who: name, seat } of choices.people ?? [])
    if (seat !== '')
      unknown.set(name, {
        who: name,
        rows: rows.filter(({ named }) => named.name === name).length,
        why: 'nobody',
        seat,
      })
  if (loose.size > 0)
    report.notes.push(
      `按昵称里的姓名认出：${[...loose].map(([name, seat]) => `“${name}” 是 ${seat}`).join('；')}。请核对`,
    )
  report.unknown = [...unknown.values()]
  if (report.unknown.some(({ why, seat }) => why === 'several' && seat === undefined)) need(report, 'people')
  return found
}

/** Of which of the plan's courses each row is; what the file calls them is put into the report. */
export function coursesOf(
  layout: Layout,
  rows: readonly SourceRow[],
  { trained, choices, remembered }: Context,
  report: SourceReport,
): (row: SourceRow) => string | undefined {
  const { courses } = trained.plan
  const ours = (key: string | undefined) => courses.find((one) => one.key === key)?.key
  if (!layout.columns.has('course')) {
    const [only, another] = courses
    const whole = ours(choices.course) ?? (another ? undefined : only?.key)
    if (whole === undefined) need(report, 'course')
    return () => whole
  }
  const titles = new Map<string, SourceReport['courses'][number]>()
  for (const { course: title = '' } of rows) {
    const known = titles.get(title)
    const said = choices.courses?.find((one) => one.title === title)?.course ?? remembered.course.get(plain(title))
    const course = said === '' ? '' : (ours(said) ?? courseNamed(title, trained))
    titles.set(title, { title, rows: (known?.rows ?? 0) + 1, ...(course !== undefined && { course }) })
  }
  report.courses = [...titles.values()]
  if (report.courses.some(({ course }) => course === undefined)) need(report, 'courses')
  return ({ course = '' }) => titles.get(course)?.course || undefined
}
