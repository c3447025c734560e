import { randomUUID } from 'node:crypto'
import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { HitList, HitListReport, HitListRequest, SeatHit } from '../../../shared/api/roster'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { heldIn, recheckList } from '../../bureau/across/recheck-list'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { chunksOf } from './chunks'
import { NOTHING, readNumbers } from './read-numbers'
import { readTables } from './read-table'
import { RosterRefused } from './table'

/** Lists of other bodies (财政供养、养老待遇…) may be long. */
const MOST = 500_000

/**
 * Keeps a list of ID numbers that rosters are compared with. Of each number only the blind index stays, and its remark
 * encrypted; the file itself is not kept. `dry`: says which column holds the numbers, and keeps nothing. At a bureau, claims that are held are
 * looked at again. Throws `file-refused`, `roster-refused`. Audited.
 */
export async function importHitList(
  deps: Deps,
  actor: Actor,
  { name, source, day, columns = [], dry }: HitListRequest,
  file: Uint8Array,
): Promise<HitListReport> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const { found, skipped, tables } = readNumbers(await readTables(file), columns)
  const numbers = [...found]
  if (dry) return { people: numbers.length, matches: 0, skipped: skipped.slice(0, 500), tables }
  if (numbers.length === 0) throw new RosterRefused(skipped.length > 0 ? skipped.slice(0, 500) : [NOTHING])
  if (numbers.length > MOST) throw new RosterRefused([{ message: `一份名单最多 ${MOST} 人，请分开导入` }])
  const list = randomUUID()
  const rows = numbers.map(([id, remark]) => {
    const idIndex = secrets.index('id', id)
    return { list, idIndex, remarkCipher: secrets.encrypt(remark, `${list}/${idIndex}`) }
  })
  const matches = await store.tx(async (q) => {
    await q.insert(t.hitList).values({
      ...{ id: list, organisation: actor.organisation, name, source, day, people: rows.length },
      by: actor.member,
      at: clock.now(),
    })
    for (const chunk of chunksOf(rows)) await q.insert(t.hit).values([...chunk])
    await recordAudit(q, store, clock, actor, 'hit-list.import', list, { name, source, day, people: rows.length })
    return matchesOf(deps, q, actor, list)
  })
  if (actor.kind === 'bureau') await recheckList(deps, list, `导入了比对名单“${name}”`)
  return { people: rows.length, matches, skipped: skipped.slice(0, 500), tables }
}

async function matchesOf({ store: { t } }: Deps, q: Queries, actor: Actor, list: string): Promise<number> {
  if (actor.kind === 'bureau') return (await heldIn(q, { t }, eq(t.hit.list, list))).get(list) ?? 0
  const rows = await q
    .select({ id: t.person.id })
    .from(t.hit)
    .innerJoin(t.person, eq(t.person.idIndex, t.hit.idIndex))
    .where(and(eq(t.hit.list, list), eq(t.person.organisation, actor.organisation)))
  return rows.length
}

/** The organisation's lists, the newest first; removed ones stay named. */
export async function hitLists(deps: Deps, actor: Actor): Promise<HitList[]> {
  requireRole(actor, 'auditor')
  const { t, read } = deps.store
  const rows = await read
    .select({ list: t.hitList, by: t.member.name })
    .from(t.hitList)
    .leftJoin(t.member, eq(t.member.id, t.hitList.by))
    .where(eq(t.hitList.organisation, actor.organisation))
    .orderBy(desc(t.hitList.at))
  const matching =
    actor.kind === 'bureau'
      ? await heldIn(read, { t }, eq(t.hitList.organisation, actor.organisation))
      : await rosterMatches(deps.store, actor.organisation)
  const lists: HitList[] = []
  for (const { list, by } of rows) {
    const { id, name, source, day, people, at, removedAt } = list
    const matches = removedAt === null ? (matching.get(id) ?? 0) : 0
    lists.push({ id, name, source, day, people, matches, by: by ?? '', at, ...(removedAt !== null && { removedAt }) })
  }
  return lists
}

/** From the people, who are fewer than the numbers of long lists, and once for all lists. */
async function rosterMatches({ t, read }: Store, organisation: string): Promise<Map<string, number>> {
  const counted = await read
    .select({ list: t.hit.list, n: count() })
    .from(t.person)
    .innerJoin(t.hit, eq(t.hit.idIndex, t.person.idIndex))
    .where(eq(t.person.organisation, organisation))
    .groupBy(t.hit.list)
  return new Map(counted.map(({ list, n }) => [list, n]))
}

/** Takes a whole list away, with every number in it. Audited. Throws `not-found`. */
export async function removeHitList(deps: Deps, actor: Actor, list: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const name = await store.tx(async (q) => {
    const [row] = await q
      .select({ name: t.hitList.name })
      .from(t.hitList)
      .where(and(eq(t.hitList.id, list), eq(t.hitList.organisation, actor.organisation), isNull(t.hitList.removedAt)))
    if (!row) throw new Refused('not-found', '没有这份名单，或者已经移除')
    await q.delete(t.hit).where(eq(t.hit.list, list))
    await q.update(t.hitList).set({ removedBy: actor.member, removedAt: clock.now() }).where(eq(t.hitList.id, list))
    await recordAudit(q, store, clock, actor, 'hit-list.remove', list, { name: row.name })
    return row.name
  })
  if (actor.kind === 'bureau') await recheckList(deps, list, `比对名单“${name}”已移除`)
}

/** Names of the lists that these seats' people stand in; who left is not asked about. */
export async function hitNames(
  { t, read }: Pick<Store, 't' | 'read'>,
  organisation: string,
  seats: readonly string[],
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  for (const chunk of chunksOf(seats)) {
    const rows = await read
      .select({ seat: t.seat.id, name: t.hitList.name })
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .innerJoin(t.hit, eq(t.hit.idIndex, t.person.idIndex))
      .innerJoin(t.hitList, eq(t.hitList.id, t.hit.list))
      .where(
        and(
          inArray(t.seat.id, [...chunk]),
          isNull(t.seat.leftAt),
          eq(t.hitList.organisation, organisation),
          isNull(t.hitList.removedAt),
        ),
      )
    for (const { seat, name } of rows) names.set(seat, [...(names.get(seat) ?? []), name])
  }
  return names
}

/** Who of a class stands in a list, as 待核实; who left is not asked about. */
export async function classHits(deps: Deps, actor: Actor, classId: string): Promise<SeatHit[]> {
  requireRole(actor, 'auditor')
  const { store, secrets } = deps
  const { t, read } = store
  await classOf(store, classId, actor.organisation)
  const rows = await read
    .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name, list: t.hitList, hit: t.hit })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.hit, eq(t.hit.idIndex, t.person.idIndex))
    .innerJoin(t.hitList, eq(t.hitList.id, t.hit.list))
    .where(
      and(
        eq(t.seat.class, classId),
        isNull(t.seat.leftAt),
        eq(t.hitList.organisation, actor.organisation),
        isNull(t.hitList.removedAt),
      ),
    )
    .orderBy(asc(t.seat.number))
  return rows.map(({ seat, number, name, list, hit }) => ({
    ...{ seat, number, name, list: list.name, source: list.source, day: list.day },
    remark: secrets.decrypt(hit.remarkCipher, `${hit.list}/${hit.idIndex}`),
  }))
}
