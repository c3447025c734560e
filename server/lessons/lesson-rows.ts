import { inArray } from 'drizzle-orm'
import * as v from 'valibot'
import type { AttendeeRow, LessonRow } from '../../shared/api/lessons'
import { dayOf } from '../../shared/calendar/beijing'
import type { Deps } from '../deps'
import { shownOfSeat } from '../study/totals'
import { classOf, type TrainingClass } from '../training/class-of'
import { type AbsenceNote, absenceNotes } from './absence-notes'
import { type Expected, everybodyOf, expectedAt } from './expected'
import type { HeldLesson } from './held'
import { type Presence, presenceAt } from './presence'

type Reading = Pick<Deps, 'store' | 'secrets'>

/** Who was at some lessons of a class, and what else is to be known of them. */
export interface LessonsHeld {
  trained: TrainingClass
  everybody: readonly Expected[]
  presence: readonly Presence[]
  notes: readonly AbsenceNote[]
  /** By seat: the day on which the online theory was complete. */
  theoryOn: ReadonlyMap<string, string>
}

export async function heldIn(deps: Reading, classId: string, lessons: readonly HeldLesson[]): Promise<LessonsHeld> {
  const { t, read } = deps.store
  const ids = lessons.map(({ id }) => id)
  return {
    trained: await classOf(deps.store, classId),
    everybody: await everybodyOf(read, t, classId),
    presence: await presenceAt(read, t, ids),
    notes: await absenceNotes(deps, ids),
    theoryOn: await theoryDays(deps, classId),
  }
}

/** The roll of one lesson, by the numbers of the roster. */
export function rollOf(
  { trained, everybody, presence, notes, theoryOn }: LessonsHeld,
  lesson: HeldLesson,
): AttendeeRow[] {
  const here = presence.filter((one) => one.lesson === lesson.id)
  const seats = new Set(here.map(({ seat }) => seat))
  const expected = new Set(expectedAt(everybody, lesson).map(({ seat }) => seat))
  const noted = (kind: AbsenceNote['kind'], seat: string) =>
    notes.some((one) => one.lesson === lesson.id && one.seat === seat && one.kind === kind)
  return everybody
    .filter(({ seat }) => expected.has(seat) || seats.has(seat))
    .map(({ seat, number, name }) => {
      const mine = here.find((one) => one.seat === seat)
      const { state = 'unmarked' as const, how, from, to, evidence } = mine ?? {}
      return {
        ...{ seat, number, name, state, leave: noted('leave', seat), madeUp: noted('made-up', seat) },
        early: isEarly(trained, lesson, theoryOn.get(seat)) && (state === 'present' || state === 'open'),
        ...(how && { how }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(evidence !== undefined && { evidence }),
      }
    })
}

/** These lessons of a class with the count of their rolls, in the order given. */
export async function rowsOf(deps: Reading, classId: string, lessons: readonly HeldLesson[]): Promise<LessonRow[]> {
  const held = await heldIn(deps, classId, lessons)
  return lessons.map((lesson) => rowOf(held, lesson, rollOf(held, lesson)))
}

export function rowOf(
  { trained, everybody }: LessonsHeld,
  lesson: HeldLesson,
  roll: readonly AttendeeRow[],
): LessonRow {
  const { plan } = trained
  const expected = new Set(expectedAt(everybody, lesson).map(({ seat }) => seat))
  const of = (state: AttendeeRow['state']) => roll.filter((one) => one.state === state).length
  const there = of('present') + of('open')
  const { version, timetable: _, cancelled, makesUp, ...rest } = lesson
  const unmarked = roll.every(({ state }) => state === 'unmarked')
  const missing = roll.filter(({ seat, state }) => expected.has(seat) && state !== 'present' && state !== 'open')
  const leave = missing.filter((one) => one.leave).length
  const [day, last] = [dayOf(lesson.from), dayOf(lesson.to)]
  return {
    ...rest,
    ...{ className: trained.name, expected: expected.size, present: of('present'), open: of('open'), leave },
    courseTitle: plan.courses.find(({ key }) => key === lesson.course)?.title ?? lesson.course,
    absent: unmarked ? 0 : missing.length - leave,
    unmarked,
    outside: day < plan.period.from || last > plan.period.to,
    early: there === 0 ? 0 : roll.filter((one) => one.early).length,
    changes: version - 1,
    ...(cancelled !== undefined && { cancelled }),
    ...(makesUp !== undefined && { makesUp }),
  }
}

/** Practice in a room before the day on which the online theory was complete, where the policy asks for that order. */
const isEarly = ({ plan }: TrainingClass, lesson: HeldLesson, theoryOn: string | undefined): boolean =>
  plan.policy.practiceAfterTheory === true &&
  lesson.practice &&
  lesson.form === 'offline' &&
  (theoryOn === undefined || dayOf(lesson.from) < theoryOn)

const withTheory = v.pick(shownOfSeat, ['theoryOn'])

async function theoryDays({ store: { t, read } }: Reading, classId: string): Promise<Map<string, string>> {
  const rows = await read
    .select({ seat: t.seatTotal.seat, shown: t.seatTotal.shown })
    .from(t.seatTotal)
    .where(inArray(t.seatTotal.class, [classId]))
  return new Map(
    rows.flatMap(({ seat, shown }): [string, string][] => {
      const { theoryOn } = v.parse(withTheory, JSON.parse(shown))
      return theoryOn === undefined ? [] : [[seat, theoryOn]]
    }),
  )
}
