import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { RosterChoices, RosterReport } from '../../../shared/api/roster'
import { dayOf } from '../../../shared/calendar/beijing'
import type { RosterDetails } from '../../../shared/people/roster'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf, demandOpen, type TrainingClass } from '../class-of'
import { changedText, newer } from './changed'
import { checkPerson } from './check-person'
import { chunksOf } from './chunks'
import { sealDetails } from './details'
import { type Known, knownOf } from './known'
import { rememberColumns, rememberedColumns } from './mapping'
import { type OpenedFile, openFile, skippedNotes } from './open-file'
import { placeOf, type Reading, type RosterPerson, readPeople } from './read-people'
import { type ChangeLine, effectiveAt, isApproved, recordChange } from './record-change'
import { demandSize, describeFile, undecided } from './report'
import { rosterRulesOf } from './rules'
import { addSeats, keepAccounts, seatCount } from './seats'
import { type Place, RosterRefused } from './table'
import { unlikeFiled } from './unlike-filed'

export interface ImportInput {
  class: string
  file: Uint8Array
  dryRun: boolean
  choices?: RosterChoices | undefined
}
/** Where an import is; ends with its report. */
export type OnProgress = (step: 'read' | 'check' | 'write', done: number, of: number) => void | Promise<void>

/** What happens with one person. */
interface Step {
  person: RosterPerson
  index: string
  known: Known
  does: 'add' | 'keep'
  renamedFrom?: string
  details?: RosterDetails
}

/**
 * Puts the people of a roster file into a class, all or none. A dry run writes nothing and says everything it found. Who is in
 * the class already stays, but for what the newest roster knows better. Throws `file-refused` and, not of a dry run, `roster-refused`.
 */
export async function importRoster(
  deps: Deps,
  actor: Actor,
  { class: classId, file, dryRun, choices = {} }: ImportInput,
  onProgress: OnProgress = () => undefined,
): Promise<RosterReport> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const trained = await classOf(store, classId, actor.organisation)
  demandOpen(trained)
  await onProgress('read', 0, 1)
  const opened = await openFile(file, await rememberedColumns(store.read, store, actor.organisation), choices)
  if (opened.need) return undecided(opened, dryRun)
  const reading = readPeople(opened.layout, choices)
  demandSize(opened, reading)
  const indexes = await indexesOf(deps, reading.people, onProgress)
  const first = (await seatCount(deps, store.read, classId)) === 0
  if (first && (await isApproved(store.read, store, trained.plan.id)))
    opened.notes.push(...(await unlikeFiled(deps, trained, opened.layout, reading)))
  await onProgress('write', 0, reading.people.length)
  return store.tx(async (q) => {
    // The first roster of a class is the one it was agreed with, or that the plan left open: nothing changes yet.
    const approved = (await seatCount(deps, q, classId)) > 0 && (await isApproved(q, store, trained.plan.id))
    const steps = await stepsOf(deps, q, actor, trained, opened, reading, indexes)
    const changes = approved ? steps.filter(isFiled) : []
    const report = reportOf(opened, reading, steps)
    if (dryRun) {
      const hidden =
        choices.hiddenRows === undefined && reading.errors.some(({ message }) => message.startsWith('这是隐藏的行'))
      const need = hidden ? 'hidden-rows' : changes.length > 0 && !choices.change ? 'change' : undefined
      return { ...report, errors: reading.errors, ...(need && { need }) }
    }
    if (reading.errors.length > 0) throw new RosterRefused(reading.errors)
    const lines = await carryOut(deps, q, actor, trained, steps)
    if (changes.length > 0) await asChange(deps, q, actor, trained, choices, lines)
    await rememberColumns(q, store, actor, choices, opened.layout, clock.now())
    const { added, unchanged, renamed, updated = 0, accounts = 0 } = report
    await recordAudit(q, store, clock, actor, 'roster.import', classId, {
      added,
      unchanged,
      renamed,
      updated,
      accounts,
    })
    return report
  })
}

/** Blind indexes, with pauses in which others are answered. */
async function indexesOf(
  { secrets }: Deps,
  people: readonly RosterPerson[],
  onProgress: OnProgress,
): Promise<string[]> {
  const indexes: string[] = []
  for (const chunk of chunksOf(people)) {
    indexes.push(...chunk.map(({ id }) => secrets.index('id', id)))
    await onProgress('check', indexes.length, people.length)
    await breath()
  }
  return indexes
}

/** What each person of the file needs; what speaks against them is added to the reading. */
async function stepsOf(
  deps: Deps,
  q: Queries,
  actor: Actor,
  trained: TrainingClass,
  { layout }: OpenedFile,
  reading: Reading,
  indexes: readonly string[],
): Promise<Step[]> {
  const known = await knownOf(deps, q, trained, indexes)
  const rules = await rosterRulesOf(q, deps.store, actor.organisation)
  const context = { trained, kind: actor.kind, rules, today: dayOf(deps.clock.now()) }
  return reading.people.map((person, i) => {
    const index = indexes[i] ?? ''
    const one: Known = known.get(index) ?? { others: [], hits: [] }
    for (const { field, message, blocks } of checkPerson(person, one, context))
      reading[blocks ? 'errors' : 'warnings'].push(placeOf(layout, person.row - 1, field, message))
    if (one.here?.left)
      reading.errors.push(
        placeOf(
          layout,
          person.row - 1,
          'name',
          '这个人已经离开本班（名册变更）。要让本人回来，请在“名册变更”里办增补；否则请删去本行',
        ),
      )
    const renamedFrom = one.person && one.person.name !== person.name ? one.person.name : undefined
    if (renamedFrom !== undefined)
      reading.warnings.push(placeOf(layout, person.row - 1, 'name', renaming(renamedFrom, person.name)))
    const details = one.here && newer(one.here.details, person.details)
    return {
      ...{ person, index, known: one, does: one.here ? ('keep' as const) : ('add' as const) },
      ...(renamedFrom !== undefined && { renamedFrom }),
      ...(details && { details }),
    }
  })
}

const renaming = (from: string, to: string) =>
  `这个身份证号登记的姓名是“${from}”，按本次名册改为“${to}”。如果不是同一个人，请核对身份证号`

/** What the bureau agreed to, and what therefore changes only with its knowledge. */
const isFiled = ({ does, renamedFrom, details, known }: Step): boolean =>
  does === 'add' || renamedFrom !== undefined || changedText(known.here?.details, details).length > 0

function reportOf(opened: OpenedFile, reading: Reading, steps: readonly Step[]): RosterReport {
  const accounts = steps.filter(({ person }) => person.accounts.length > 0).length
  const added = steps.filter(({ does }) => does === 'add').length
  const updated = steps.filter(({ details }) => details !== undefined).length
  const byRow = (a: Place, b: Place) => (a.row ?? 0) - (b.row ?? 0)
  reading.errors.sort(byRow)
  return {
    added,
    unchanged: steps.length - added,
    renamed: steps.filter(({ renamedFrom }) => renamedFrom !== undefined).length,
    ...(updated > 0 && { updated }),
    ...(accounts > 0 && { accounts }),
    warnings: reading.warnings.sort(byRow),
    ...describeFile(opened),
    notes: [...opened.notes, ...skippedNotes(reading)],
  }
}

/** Writes everything; answers what a 名册变更 would have to name. */
async function carryOut(
  deps: Deps,
  q: Queries,
  actor: Actor,
  trained: TrainingClass,
  steps: readonly Step[],
): Promise<ChangeLine[]> {
  const { store, clock } = deps
  const { t } = store
  const coming = steps.filter(({ does }) => does === 'add')
  const seats = await addSeats(
    deps,
    q,
    actor.organisation,
    trained.id,
    coming.map(({ person, index, known }) => ({ person, index, known: known.person?.id })),
  )
  const lines: ChangeLine[] = seats.map((seat) => ({ kind: 'add', seat }))
  for (const { person, known, renamedFrom, details, does } of steps) {
    const seat = known.here?.seat
    if (renamedFrom !== undefined && known.person) {
      await q.update(t.person).set({ name: person.name }).where(eq(t.person.id, known.person.id))
      await recordAudit(q, store, clock, actor, 'person.rename', known.person.id, {
        from: renamedFrom,
        to: person.name,
      })
    }
    if (does === 'add' || !seat || !known.person) continue
    await keepAccounts(deps, q, known.person.id, person.accounts)
    if (details)
      await q
        .update(t.seat)
        .set({ detailsCipher: sealDetails(deps, seat, details) })
        .where(eq(t.seat.id, seat))
    const changed = changedText(known.here?.details, details)
    if (renamedFrom !== undefined) changed.unshift(`姓名：${renamedFrom} → ${person.name}`)
    if (changed.length > 0) lines.push({ kind: 'correct', seat, changed: changed.join('；') })
  }
  return lines
}

async function asChange(
  deps: Deps,
  q: Queries,
  actor: Actor,
  trained: TrainingClass,
  { change }: RosterChoices,
  lines: readonly ChangeLine[],
): Promise<void> {
  if (!change)
    throw new Refused(
      'conflict',
      '人社局已同意本班的计划，名册只能通过“名册变更”改动。请填写增补或更正的原因、日期和报告情况，再导入',
    )
  await recordChange(deps, q, actor, trained, change, effectiveAt(deps, trained, change.day), lines)
}
