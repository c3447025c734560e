import { setImmediate as breath } from 'node:timers/promises'
import { asc, eq } from 'drizzle-orm'
import type { LearnerCounts, RosterRow } from '../../shared/api'
import { canonical } from '../../shared/record/canonical'
import type { Facts } from '../../shared/study/facts'
import { foldDays } from '../../shared/study/fold'
import { reachedBy } from '../../shared/study/reached'
import type { ReadChain } from '../../shared/study/read-chain'
import { nodeCrypto } from '../crypto'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { settlePapers } from '../exam/papers'
import { certificatesOf, resultsOf } from '../exam/results'
import { attendedOf } from '../lessons/attended'
import { attendedThrough } from '../lessons/sealed'
import { everything, type Through } from '../study/load'
import { foldPerson } from '../study/person-day'
import { importedOf, supersededBy } from '../study/standing'
import type { TrainingClass } from '../training/class-of'
import { rosterOf } from '../training/roster-rows'
import { Packed } from './packed'
import { type PersonDay, personDays } from './person-days'

/** One person of the class with everything the forms show, derived again from the entries. */
export interface PersonData {
  row: RosterRow
  /** In clear: for the roster alone. */
  idNumber: string
  /** Without the pieces they were folded from, and unpacked each time they are asked for: nobody's are held beside another's. */
  readonly days: readonly PersonDay[]
  credited: number
  /** How many of what is missing are about tests. */
  lacksTests: number
  /** What the views of this person say of the account that pages showed. */
  learner: LearnerCounts
}

export interface ClassData {
  trained: TrainingClass
  people: PersonData[]
  /** Of all seats together, without receipts. */
  facts: Omit<Facts, 'receipts'>
}

/**
 * Everything a package or a form says about a class, from its records up to `through`. Platform values and the newest score
 * in `row` are the roster's of this moment.
 */
export async function classData(
  deps: Deps,
  trained: TrainingClass,
  through: Through = everything,
  onPerson: (done: number, all: number) => void = () => undefined,
): Promise<ClassData> {
  const { store, secrets } = deps
  const { t, read } = store
  await settlePapers(deps, { class: trained.id })
  await deps.deriver.settle()
  const roster = await rosterOf(deps, trained)
  const numbers = await read
    .select({ seat: t.seat.id, person: t.person })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, trained.id))
    .orderBy(asc(t.seat.number))
  const seatIds = roster.map(({ seat }) => seat)
  const imported = await importedOf(read, t, seatIds, await supersededBy(read, t, seatIds))
  const more = await beyondEntries(read, t, seatIds, through)
  const people: PersonData[] = []
  const bindings: Facts['bindings'] = []
  const corrections: Facts['corrections'] = []
  const elsewhere: Facts['elsewhere'] = []
  /** Of several people on one device, the same decision. */
  const devices = new Map<string, Facts['devices'][number]>()
  for (const [i, row] of roster.entries()) {
    onPerson(i, roster.length)
    // Hand-ins are answered between two of them.
    await breath()
    const person = numbers.find(({ seat }) => seat === row.seat)?.person
    if (!person) continue
    const seats = await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.person, person.id))
    const mine = (
      await foldPerson(
        read,
        store,
        nodeCrypto,
        seats.map(({ id }) => id),
        { through },
      )
    ).find(({ seat }) => seat === row.seat)
    const days = mine?.days ?? []
    const folded = mine ? foldDays(row.seat, days, mine.read, mine.facts) : []
    const own = folded.map((one) => ({ ...one, credited: one.credited?.credited ?? 0 }))
    const { tests: lacksTests, ...reached } = reachedBy(trained, row.seat, own, { imported, ...more }, days)
    const kept = new Packed(personDays(folded, mine?.read ?? []))
    people.push({
      row: { ...row, ...reached, ...(row.left && { missing: [] }) },
      idNumber: secrets.decrypt(person.idCipher, person.id),
      get days() {
        return [...kept]
      },
      credited: days.reduce((sum, day) => sum + day.credited, 0),
      lacksTests,
      learner: learnerOf(mine?.read ?? []),
    })
    if (!mine) continue
    bindings.push(...mine.facts.bindings)
    corrections.push(...mine.facts.corrections)
    elsewhere.push(...mine.facts.elsewhere)
    for (const one of mine.facts.devices) devices.set(canonical(one), one)
  }
  return {
    trained,
    people,
    facts: {
      v: Object.keys(more).length > 0 ? 3 : 2,
      class: trained.id,
      bindings,
      courses: trained.plan.courses,
      period: trained.plan.period,
      ...(trained.plan.consentDate !== undefined && { consentDate: trained.plan.consentDate }),
      devices: [...devices.values()],
      corrections,
      imported,
      elsewhere,
      ...more,
    },
  }
}

function learnerOf(read: readonly ReadChain[]): LearnerCounts {
  const views = new Map(read.flatMap(({ spans }) => spans.map(({ viewHash, view }) => [viewHash, view.learner.state])))
  const counts: LearnerCounts = { match: 0, mismatch: 0, unknown: 0 }
  for (const state of views.values()) counts[state]++
  return counts
}

/** What facts know since version 3, as far as there is any. */
async function beyondEntries(
  q: Queries,
  t: Store['t'],
  seats: readonly string[],
  through: Through,
): Promise<Pick<Facts, 'attended' | 'results' | 'certificates'>> {
  const attended = await attendedThrough(q, t, await attendedOf(q, t, seats), through)
  const results = await resultsOf(q, t, seats)
  const certificates = await certificatesOf(q, t, seats)
  return {
    ...(attended.length > 0 && { attended }),
    ...(results.length > 0 && { results }),
    ...(certificates.length > 0 && { certificates }),
  }
}

/** Of a plan's course, ms. */
export const creditedIn = ({ days }: Pick<PersonData, 'days'>, course: string): number =>
  days
    .flatMap(({ folded }) => folded.courses.filter(({ key }) => key === course))
    .reduce((sum, { lessons }) => sum + lessons.reduce((inner, { credited }) => inner + credited, 0), 0)
