import { eq } from 'drizzle-orm'
import { claimAmount } from '../../../shared/claim/amount'
import type { PersonFacts } from '../../../shared/claim/facts'
import { countedHours } from '../../../shared/study/attained'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { teachingLog } from '../../lessons/teaching-log'
import { listAttendance } from '../../lists/attendance'
import { ALL } from '../../lists/page'
import { lessonVideos } from '../../media/lesson-videos'
import { everything, type Through } from '../../study/load'
import { classOf } from '../../training/class-of'
import { accountNumber, organisationOf } from '../../training/organisation/profile'
import { agreementOf } from '../../training/plan/agreement'
import { filedOf, filerKind } from '../../training/plan/filed'
import { planOf } from '../../training/plan/plan-row'
import { detailsOf } from '../../training/roster/details'
import type { Claimant, ClaimClass, ClaimData, ClaimPerson } from '../claim-data'
import { type ClassData, classData, type PersonData } from '../class-data'
import { dataHashOf } from '../data-hash'
import { Packed } from '../packed'
import { type ClaimedClass, claimOf, classesOfClaim, seatsOfClaim } from './claim-row'
import { personFactsOf } from './facts-of'
import { versionsOfTable } from './rate-tables'
import { isPassed, scoreText } from './score-text'
import { takenBefore } from './taken'

export interface ClaimDataOptions {
  /** Ends chains early: a package goes up to what is sealed. Everything where it is absent. */
  through?: Through
  onPerson?: (done: number, all: number) => void
}

/**
 * Everything the papers and the package of a claim show, derived again from the records: the one source of all of them. ID numbers and the
 * account are in clear, so the caller checks the role and audits. Throws `not-found`.
 */
export async function claimData(
  deps: Deps,
  actor: Actor,
  id: string,
  { through = everything, onPerson }: ClaimDataOptions = {},
): Promise<ClaimData> {
  const { store, clock } = deps
  const claim = await claimOf(store.read, store, id, actor.organisation)
  const chosen = await seatsOfClaim(store.read, store, id)
  const asked = await classesOfClaim(store.read, store, id)
  const tables = await versionsOfTable(store.read, store, actor.organisation, claim.rateTable)
  const classes: ClaimClass[] = []
  const before: Awaiting[] = []
  for (const one of asked) {
    const trained = await classOf(store, one.class, actor.organisation)
    const data = await classData(deps, trained, through, onPerson)
    const made = await classOfClaim(deps, actor, data)
    classes.push(made)
    before.push(...(await traineesOf(deps, actor, { claim: id, day: claim.day, one, made, chosen })))
  }
  const reckoned = claimAmount(
    before.map(({ facts }) => facts),
    tables,
  )
  const people = before.map((person, i): ClaimPerson => {
    const { table, amount } = reckoned.people[i] ?? {}
    if (!amount) throw new Error(`nothing reckoned for seat ${person.seat}`)
    return { ...person, ...(table !== undefined && { table }), amount }
  })
  const data = {
    ...{ id, number: claim.number, title: claim.title, version: claim.version, madeAt: clock.now() },
    claimant: await claimantOf(deps, actor),
    ...{ classes, people, tables, total: reckoned.total, capitals: reckoned.capitals, onBehalf: claim.onBehalf },
  }
  return { ...data, dataHash: dataHashOf(data) }
}

type Awaiting = Omit<ClaimPerson, 'amount' | 'table'> & { facts: PersonFacts }

async function classOfClaim(deps: Deps, actor: Actor, data: ClassData): Promise<ClaimClass> {
  const { trained } = data
  const plan = await planOf(deps.store.read, deps.store, trained.plan.id, actor.organisation)
  const attendance = await listAttendance(deps, actor, trained.id, {
    ...ALL,
    ...{ sort: 'day', order: 'up', search: '', filter: '' },
  })
  return {
    data,
    teaching: await teachingLog(deps, trained),
    videos: await lessonVideos(deps, trained),
    attendance: new Packed(attendance.rows),
    ...(plan.status !== '' && { filed: await filedOf(deps, actor, plan, true) }),
    filing: (await agreementOf(deps.store.read, deps.store, trained.plan.id))?.number ?? '',
    enrolled: data.people.length,
  }
}

interface Asked {
  claim: string
  day: string
  one: ClaimedClass
  made: ClaimClass
  chosen: Awaited<ReturnType<typeof seatsOfClaim>>
}

/** Those of the class that the claim asks for, in the order of the roster. */
async function traineesOf(
  deps: Deps,
  actor: Actor,
  { claim, day, one, made: { data, filed }, chosen }: Asked,
): Promise<Awaiting[]> {
  const { store } = deps
  const { trained, facts } = data
  const mine = data.people.filter(({ row }) => chosen.has(row.seat))
  const known = await rosterSays(deps, trained.id)
  const people = mine.map(({ row }) => known.get(row.seat)?.person ?? '')
  const taken = await takenBefore(store.read, store, actor.organisation, claim, people)
  return mine.map((person): Awaiting => {
    const { seat } = person.row
    const of = <Row extends { seat: string }>(all: readonly Row[] | undefined) =>
      (all ?? []).filter((row) => row.seat === seat)
    const { person: whose = '', category = '', phone = '' } = known.get(seat) ?? {}
    const results = of(facts.results)
    const certificate = of(facts.certificates).at(-1)
    const attended = of(facts.attended)
    const hours = countedHours(person.credited, person.row.sources, attended, trained.plan.policy)
    const employedOn = chosen.get(seat)?.employedOn
    // Unpacked once.
    const studied = { days: person.days, lacksTests: person.lacksTests }
    const passed = isPassed(studied, results)
    return {
      ...{ class: trained.id, seat, data: person, hours, results, category, phone, passed },
      facts: personFactsOf({ trained, ...(filed && { details: filed.details }) }, one, day, {
        ...{ person: whose, category, hours, attended, passed, completed: isComplete(person) },
        ...(certificate && { certificate }),
        ...(employedOn !== undefined && { employedOn }),
        taken: (taken.get(whose) ?? []).map((before) => before.taken),
      }),
      ...(certificate && { certificate }),
      scoreText: scoreText(studied, results),
    }
  })
}

/** By the policy's completion; who left has not completed. */
const isComplete = ({ row }: PersonData): boolean => row.left === undefined && row.missing?.length === 0

async function rosterSays(deps: Deps, classId: string) {
  const { t, read } = deps.store
  const rows = await read
    .select({ id: t.seat.id, person: t.seat.person, cipher: t.seat.detailsCipher })
    .from(t.seat)
    .where(eq(t.seat.class, classId))
  return new Map(rows.map(({ person, ...seat }) => [seat.id, { person, ...detailsOf(deps, seat) }]))
}

async function claimantOf(deps: Deps, actor: Actor): Promise<Claimant> {
  const { name, creditCode, profile } = await organisationOf(deps.store.read, deps.store, actor.organisation)
  const { account } = profile
  return {
    ...{ id: actor.organisation, kind: filerKind(actor), name, creditCode, address: profile.address },
    ...{ contact: profile.contact, phone: profile.phone, legalPerson: profile.legalRepresentative },
    account: {
      name: account?.holder ?? '',
      bank: account?.bank ?? '',
      number: accountNumber(deps, actor.organisation, profile) ?? '',
    },
  }
}
