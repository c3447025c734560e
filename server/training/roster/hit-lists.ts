import { randomUUID } from 'node:crypto'
import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { HitList, HitListReport, HitListRequest, SeatHit } from '../../../shared/api/roster'
import { columnOfHeading } from '../../../shared/people/roster-headings'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { chunksOf } from './chunks'
import { readDocument } from './document'
import { layoutOf } from './layout'
import { readTables } from './read-table'
import { cellName, type Place, RosterRefused, type Table, textOf } from './table'

/** Lists of other bodies (财政供养、养老待遇…) may be long. */
const MOST = 500_000

/**
 * Keeps a list of ID numbers that rosters are compared with. Of each number only the blind index stays, and its remark
 * encrypted; the file itself is not kept. Throws `file-refused`, `roster-refused`. Audited.
 */
export async function importHitList(
  deps: Deps,
  actor: Actor,
  { name, source, day }: HitListRequest,
  file: Uint8Array,
): Promise<HitListReport> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const { found, skipped } = readNumbers(await readTables(file))
  const numbers = [...found]
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
    return matchesOf(deps, q, actor.organisation, list)
  })
  return { people: rows.length, matches, skipped: skipped.slice(0, 500) }
}

const NOTHING: Place = { message: '文件里没有找到身份证号。请留一列身份证号（文本格式），第一行写上“身份证号”' }

/** ID numbers with what their row says besides; without headings, whatever column holds them. */
function readNumbers(tables: readonly Table[]): { found: Map<string, string>; skipped: Place[] } {
  const found = new Map<string, string>()
  const skipped: Place[] = []
  for (const table of tables) {
    const { columns, firstRow, headings } = layoutOf(table, new Map())
    const column = columns.get('id') ?? columnOfNumbers(table)
    if (column === undefined) continue
    const headed = columns.has('id')
    for (const [row, cells] of table.rows.entries()) {
      if (headed && row < firstRow) continue
      const text = textOf(cells[column])
      if (text === '' || columnOfHeading(text)) continue
      const read = readDocument('居民身份证', text, typeof cells[column] === 'number')
      const { sheet } = table
      if ('problem' in read) {
        const place = { row: row + 1, column: '身份证号', cell: cellName(row, column), message: read.problem }
        if (headed || /\d{6}/.test(text)) skipped.push({ ...(sheet !== undefined && { sheet }), ...place })
        continue
      }
      const remark = cells
        .flatMap((cell, i) => {
          const heading = headed ? headings.find((one) => one.column === i) : undefined
          const own = i === column || heading?.field === 'name' ? '' : textOf(cell)
          return own === '' ? [] : [heading?.heading ? `${heading.heading}：${own}` : own]
        })
        .join('；')
      found.set(read.id, remark.slice(0, 300))
    }
  }
  return { found, skipped }
}

function columnOfNumbers({ rows }: Table): number | undefined {
  const counts = new Map<number, number>()
  for (const row of rows.slice(0, 200))
    for (const [column, cell] of row.entries())
      if (/^\d{14,17}[\dXx]$/.test(textOf(cell))) counts.set(column, (counts.get(column) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

async function matchesOf({ store: { t } }: Deps, q: Queries, organisation: string, list: string): Promise<number> {
  const rows = await q
    .select({ id: t.person.id })
    .from(t.hit)
    .innerJoin(t.person, eq(t.person.idIndex, t.hit.idIndex))
    .where(and(eq(t.hit.list, list), eq(t.person.organisation, organisation)))
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
  // From the people, who are fewer than the numbers of long lists, and once for all lists.
  const counted = await read
    .select({ list: t.hit.list, n: count() })
    .from(t.person)
    .innerJoin(t.hit, eq(t.hit.idIndex, t.person.idIndex))
    .where(eq(t.person.organisation, actor.organisation))
    .groupBy(t.hit.list)
  const matching = new Map(counted.map(({ list, n }) => [list, n]))
  const lists: HitList[] = []
  for (const { list, by } of rows) {
    const { id, name, source, day, people, at, removedAt } = list
    const matches = removedAt === null ? (matching.get(id) ?? 0) : 0
    lists.push({ id, name, source, day, people, matches, by: by ?? '', at, ...(removedAt !== null && { removedAt }) })
  }
  return lists
}

/** Takes a whole list away, with every number in it. Audited. Throws `not-found`. */
export async function removeHitList({ store, clock }: Deps, actor: Actor, list: string): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const [row] = await q
      .select({ name: t.hitList.name })
      .from(t.hitList)
      .where(and(eq(t.hitList.id, list), eq(t.hitList.organisation, actor.organisation), isNull(t.hitList.removedAt)))
    if (!row) throw new Refused('not-found', '没有这份名单，或者已经移除')
    await q.delete(t.hit).where(eq(t.hit.list, list))
    await q.update(t.hitList).set({ removedBy: actor.member, removedAt: clock.now() }).where(eq(t.hitList.id, list))
    await recordAudit(q, store, clock, actor, 'hit-list.remove', list, { name: row.name })
  })
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
