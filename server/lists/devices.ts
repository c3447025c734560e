import { and, asc, eq, inArray, max, min, ne, or, type SQL, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { DeviceRow } from '../../shared/api'
import type { devicesQuery, ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { OWN } from '../training/own-chain'
import { ordered, pageOf } from './page'
import { holds, personSearch } from './search'

export type DevicesQuery = InferOutput<typeof devicesQuery>

/** The devices that people of a class use, those with several people first; whose else they are, and what was decided of them. */
export async function listDevices(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: DevicesQuery,
): Promise<ListPage<DeviceRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  const { t, read } = store
  const { organisation } = await classOf(store, classId, actor.organisation)
  const ofClass = and(
    eq(t.claim.class, classId),
    eq(t.claim.state, 'bound'),
    ne(t.claim.how, OWN),
    searched(deps, query.search),
  )
  const people = peopleOn(t, organisation)
  const having = filters(t, organisation)[query.filter]
  const by = { people, first: min(t.chain.createdAt), last: max(t.chainTotal.lastReceipt) }
  const grouped = () =>
    read
      .select({ device: t.chain.device })
      .from(t.chain)
      .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
      .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .leftJoin(t.chainTotal, eq(t.chainTotal.chain, t.chain.id))
      .where(ofClass)
      .groupBy(t.chain.device)
      .having(having ?? sql`true`)
  const page = await pageOf(
    query,
    read.select({ n: sql<number>`count(*)` }).from(grouped().as('device')),
    (limit, offset) =>
      grouped()
        .orderBy(ordered(by[query.sort ?? 'people'], query.order, 'down'), asc(by.first), asc(t.chain.device))
        .limit(limit)
        .offset(offset),
  )
  return {
    ...page,
    rows: await rowsOf(
      store,
      organisation,
      page.rows.map(({ device }) => device),
    ),
  }
}

const searched = (deps: Pick<Deps, 'store' | 'secrets'>, search: string): SQL | undefined => {
  const { t } = deps.store
  const person = personSearch(deps, t, search, t.seat.number)
  return person && or(person, holds(t.chain.device, search.trim()))
}

/** In any class of the organisation. */
const peopleOn = ({ chain }: Store['t'], organisation: string) =>
  sql<number>`(SELECT count(DISTINCT c.seat) FROM chain h JOIN claim c ON c.claim = h.claim JOIN class k ON k.id = h.class
    WHERE h.device = ${chain.device} AND c.state = 'bound' AND c.how <> ${OWN} AND k.organisation = ${organisation})`

const decidedLast = ({ chain }: Store['t'], organisation: string) =>
  sql<string>`coalesce((SELECT d.decision FROM device_decision d WHERE d.organisation = ${organisation} AND d.device = ${chain.device} ORDER BY d.at DESC LIMIT 1), '')`

const filters = (t: Store['t'], organisation: string): Record<DevicesQuery['filter'], SQL | undefined> => ({
  '': undefined,
  shared: sql`${peopleOn(t, organisation)} > 1`,
  undecided: sql`${decidedLast(t, organisation)} = ''`,
  approved: sql`${decidedLast(t, organisation)} = 'approved'`,
  revoked: sql`${decidedLast(t, organisation)} = 'revoked'`,
})

/** These devices with everybody of the organisation who uses them, in the order given. */
async function rowsOf({ t, read }: Store, organisation: string, devices: readonly string[]): Promise<DeviceRow[]> {
  if (devices.length === 0) return []
  const uses = await read
    .select({
      ...{
        device: t.chain.device,
        seat: t.seat.id,
        number: t.seat.number,
        name: t.person.name,
        className: t.class.name,
      },
      ...{ firstAt: min(t.chain.createdAt), lastAt: max(t.chainTotal.lastReceipt) },
    })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .leftJoin(t.chainTotal, eq(t.chainTotal.chain, t.chain.id))
    .where(
      and(inArray(t.chain.device, [...devices]), eq(t.class.organisation, organisation), eq(t.claim.state, 'bound')),
    )
    .groupBy(t.chain.device, t.seat.id, t.seat.number, t.person.name, t.class.name)
    .orderBy(asc(t.seat.number))
  const several = await devicesOf(
    { t, read },
    uses.map(({ seat }) => seat),
  )
  const decisions = await read
    .select({ device: t.deviceDecision.device, decision: t.deviceDecision.decision, at: t.deviceDecision.at })
    .from(t.deviceDecision)
    .where(and(eq(t.deviceDecision.organisation, organisation), inArray(t.deviceDecision.device, [...devices])))
    .orderBy(asc(t.deviceDecision.at))
  return devices.map((device): DeviceRow => {
    const mine = uses.filter((use) => use.device === device)
    const last = Math.max(0, ...mine.map(({ lastAt }) => Number(lastAt ?? 0)))
    const decided = decisions.findLast((one) => one.device === device)
    return {
      device,
      firstAt: Math.min(...mine.map(({ firstAt }) => Number(firstAt))),
      ...(last > 0 && { lastAt: last }),
      people: mine.map(({ seat, number, name, className }) => ({
        seat,
        number,
        name,
        className,
        devices: several.get(seat) ?? 1,
      })),
      state: decided ? (decided.decision === 'revoked' ? 'revoked' : 'approved') : 'undecided',
      ...(decided && { decidedAt: decided.at }),
    }
  })
}

/** How many devices each of these seats uses. */
async function devicesOf({ t, read }: Pick<Store, 't' | 'read'>, seats: readonly string[]) {
  const rows = await read
    .select({ seat: t.claim.seat, n: sql<number>`count(DISTINCT ${t.chain.device})` })
    .from(t.claim)
    .innerJoin(t.chain, eq(t.chain.claim, t.claim.claim))
    .where(and(inArray(t.claim.seat, [...new Set(seats)]), eq(t.claim.state, 'bound'), ne(t.claim.how, OWN)))
    .groupBy(t.claim.seat)
  return new Map(rows.map(({ seat, n }) => [seat ?? '', Number(n)]))
}
