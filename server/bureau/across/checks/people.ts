import { and, eq, inArray } from 'drizzle-orm'
import { isHigher, readLevel } from '../../../../shared/claim/levels'
import { plain } from '../../../../shared/people/text'
import { chunksOf } from '../../../training/roster/chunks'
import type { ReceivedPerson } from '../../bureau'
import { isSomebody } from '../../id-problem'
import { type Checked, type Found, isBefore, named, type Other } from '../found'
import { grouped } from '../grouped'
import { othersOf } from '../others'
import { limitOn, yearLimits } from '../year-limit'
import { type Shown, showing } from './joinings'

/** A training of the same human in another claim, or in another class of this one. */
interface Again {
  row: ReceivedPerson
  other: Other | undefined
}

/** The same human elsewhere: at all, at the same level, below one they have, and more often in a year than is paid for. */
export async function checkPeople(checked: Checked): Promise<Found[]> {
  const again = await trainingsOf(checked)
  const shown = await showing(checked)
  const limits = await yearLimits(checked.q, checked, checked.claim.organisation)
  const found: Found[] = []
  const meeting = new Map<string, { other: Other; people: string[]; rows: string[] }>()
  for (const person of checked.people) {
    const all = again.get(person.id) ?? []
    for (const { other, row } of all) {
      if (!other) continue
      const met = meeting.get(other.id) ?? { other, people: [], rows: [] }
      if (!met.people.includes(person.id)) met.people.push(person.id)
      met.rows.push(person.id, row.id)
      meeting.set(other.id, met)
    }
    found.push(...namesOf(person, all, shown), ...periodsOf(checked, person, all, shown))
    found.push(...levelsOf(person, all, shown), ...timesOf(person, all, limits, shown))
  }
  for (const { other, people, rows } of meeting.values())
    found.push({
      ...{ code: 'person-twice', key: other.id, other: other.id, people, records: shown(...new Set(rows)) },
      detail: `${people.length} 人同时出现在 ${named(other)}`,
    })
  return found
}

const training = ({ occupation, level, opening, closing }: ReceivedPerson): string =>
  `${occupation} ${level}（${opening}至${closing}）`
const where = ({ other, row }: Again): string => (other ? named(other) : `本申请的${row.className}`)

/** One number under two names: one of the two is somebody else's. */
function* namesOf(person: ReceivedPerson, all: readonly Again[], shown: Shown): Generator<Found> {
  for (const again of all) {
    const { row, other } = again
    if (plain(row.name) === plain(person.name)) continue
    yield {
      ...{ code: 'name-differs', key: `${person.seat}/${row.id}`, people: [person.id] },
      ...{ records: shown(person.id, row.id), ...(other && { other: other.id }) },
      detail: `${person.idMasked} 在本申请是 ${person.name}，在${where(again)}是 ${row.name}`,
    }
  }
}

/** Trainings over the same days of which one has no recorded times: whether they overlap in truth is to be asked. */
function* periodsOf({ claim }: Checked, person: ReceivedPerson, all: readonly Again[], shown: Shown): Generator<Found> {
  for (const again of all) {
    const { row, other } = again
    if (claim.source !== 'manual' && other?.source !== 'manual') continue
    if (row.opening > person.closing || person.opening > row.closing) continue
    yield {
      ...{ code: 'period-overlap', key: `${person.seat}/${row.id}`, people: [person.id] },
      ...{ records: shown(person.id, row.id), ...(other && { other: other.id }) },
      detail: `本申请 ${training(person)}，${where(again)} ${training(row)}`,
    }
  }
}

function* levelsOf(person: ReceivedPerson, all: readonly Again[], shown: Shown): Generator<Found> {
  const level = readLevel(person.level)
  for (const again of all) {
    const { row, other } = again
    if (plain(row.occupation) !== plain(person.occupation)) continue
    const theirs = readLevel(row.level)
    const about = {
      ...{ key: `${person.seat}/${row.id}`, people: [person.id], records: shown(person.id, row.id) },
      ...(other && { other: other.id }),
    }
    if (plain(row.level) === plain(person.level) || (level !== undefined && level === theirs))
      yield { ...about, code: 'level-again', detail: `${where(again)} 已为其申请 ${training(row)}` }
    else if (level && theirs && isLower(level, person.opening, theirs, row.opening))
      yield {
        ...{ ...about, code: 'lower-after-higher' },
        detail: `${training(person)}；${where(again)}：${training(row)}`,
      }
  }
}

type Level = NonNullable<ReturnType<typeof readLevel>>
/** Whichever of the two was taken later is the lower one. */
const isLower = (own: Level, ownDay: string, theirs: Level, theirDay: string): boolean =>
  ownDay >= theirDay ? isHigher(theirs, own) : isHigher(own, theirs)

function* timesOf(
  person: ReceivedPerson,
  all: readonly Again[],
  limits: Parameters<typeof limitOn>[0],
  shown: Shown,
): Generator<Found> {
  const year = person.closing.slice(0, 4)
  const limit = limitOn(limits, person.closing)
  const that = all.filter(({ row }) => row.closing.slice(0, 4) === year)
  if (!limit || that.length + 1 <= limit.times) return
  yield {
    ...{ code: 'over-year-limit', key: `${person.seat}/${year}`, people: [person.id] },
    records: shown(person.id, ...that.map(({ row }) => row.id)),
    detail: `${year} 年第 ${that.length + 1} 次，每人每年至多 ${limit.times} 次（${limit.source}）；此前：${that
      .map((again) => `${where(again)} ${training(again.row)}`)
      .join('；')}`,
  }
}

/** By own row, what came before it. */
async function trainingsOf(checked: Checked): Promise<Map<string, Again[]>> {
  const { q, t, claim, people } = checked
  const rows: ReceivedPerson[] = []
  const known = people.filter(isSomebody)
  for (const chunk of chunksOf([...new Set(known.map(({ idIndex }) => idIndex))]))
    rows.push(
      ...(
        await q
          .select({ person: t.bureauPerson })
          .from(t.bureauPerson)
          .innerJoin(
            t.bureauClaim,
            and(eq(t.bureauClaim.id, t.bureauPerson.claim), eq(t.bureauClaim.version, t.bureauPerson.version)),
          )
          .where(and(inArray(t.bureauPerson.idIndex, [...chunk]), eq(t.bureauClaim.organisation, claim.organisation)))
          .orderBy(t.bureauPerson.opening, t.bureauPerson.claim, t.bureauPerson.position)
      ).map(({ person }) => person),
    )
  const others = await othersOf(
    checked,
    rows.map((row) => row.claim),
  )
  const byNumber = grouped(rows, ({ idIndex }) => idIndex)
  return new Map(
    known.map((person) => [
      person.id,
      (byNumber.get(person.idIndex) ?? []).flatMap((row): Again[] => {
        if (row.claim === claim.id) return row.position < person.position ? [{ row, other: undefined }] : []
        const other = others.get(row.claim)
        return other && isBefore(other.reading, checked) ? [{ row, other }] : []
      }),
    ]),
  )
}
