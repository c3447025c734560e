import { and, asc, eq, inArray, isNotNull, max, ne } from 'drizzle-orm'
import type { ClassHealth } from '../../shared/api'
import { type Known, readEntry, readKnown } from '../../shared/record/entry'
import { readMissing } from '../../shared/study/findings/chains'
import { type Actor, requireRole } from '../access/actor'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { entryLines } from '../ledger/line'
import { chainsOfClass } from '../study/load'
import { classOf } from './class-of'
import { OWN } from './own-chain'
import { present } from './roster/left'

/** Joined for this long without any record, something is wrong on that computer. */
const SILENT = 2 * 86_400_000

type Site = ClassHealth['sites'][number]
type Person = ClassHealth['people'][number]

/** What the records of a class say of their making: by site what could not be read or measured, by person who is not recorded at all. */
export async function classHealth(deps: Deps, actor: Actor, classId: string): Promise<ClassHealth> {
  requireRole(actor, 'teacher', 'auditor')
  const { store, clock } = deps
  const { t, read } = store
  const trained = await classOf(store, classId, actor.organisation)
  const seats = await read
    .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(and(eq(t.seat.class, trained.id), present(store)))
    .orderBy(asc(t.seat.number))
  const claims = await read
    .select({ seat: t.claim.seat, at: t.claim.createdAt })
    .from(t.claim)
    .where(
      and(eq(t.claim.class, trained.id), eq(t.claim.state, 'bound'), isNotNull(t.claim.seat), ne(t.claim.how, OWN)),
    )
  const sites = new Sites()
  const troubles = new Map<string, Set<string>>()
  const lastAt = new Map<string, number>()
  const chains = await chainsOfClass(read, t, trained.id)
  for (const { id, seat } of chains) {
    const lines = await entryLines(store, id, { only: inArray(t.entry.kind, ['view', 'system', 'gap']) })
    const known = lines.flatMap((line) => readKnown(readEntry(nodeCrypto, line)) ?? [])
    for (const trouble of sites.take(seat, known)) troubles.set(seat, (troubles.get(seat) ?? new Set()).add(trouble))
    const [watched] = await read
      .select({ at: max(t.entry.at) })
      .from(t.entry)
      .where(and(eq(t.entry.chain, id), eq(t.entry.kind, 'watch')))
    if (watched?.at) lastAt.set(seat, Math.max(lastAt.get(seat) ?? 0, Number(watched.at)))
  }
  const people = seats.map((seat): Person => {
    const joined = claims.filter((claim) => claim.seat === seat.seat).map(({ at }) => at)
    const joinedAt = joined.length > 0 ? Math.min(...joined) : undefined
    const last = lastAt.get(seat.seat)
    return {
      ...seat,
      state: stateOf(joinedAt, last, clock.now()),
      ...(joinedAt !== undefined && { joinedAt }),
      ...(last !== undefined && { lastAt: last }),
      troubles: [...(troubles.get(seat.seat) ?? [])],
    }
  })
  return { sites: sites.list(), people }
}

function stateOf(joinedAt: number | undefined, lastAt: number | undefined, now: number): Person['state'] {
  if (joinedAt === undefined) return 'waiting'
  if (lastAt !== undefined) return 'recording'
  return now - joinedAt >= SILENT ? 'nothing' : 'new'
}

interface Trouble {
  people: Set<string>
  lastAt: number
}

/** Sums up site by site; an entry that names none belongs to the lesson that stands before it in its chain. */
class Sites {
  readonly #sites = new Map<
    string,
    Trouble & { missing: Map<string, Trouble>; frames: Map<string, Trouble>; unmeasurable: Trouble }
  >()

  /** Returns what to say of the person. */
  take(seat: string, entries: readonly Known[]): string[] {
    const said: string[] = []
    let site: string | undefined
    for (const entry of entries) {
      if (entry.kind === 'view') site = entry.body.site
      if (site === undefined) continue
      const here = this.#of(site)
      if (entry.kind === 'view') add(here, seat, entry.at)
      else if (entry.kind === 'gap' && entry.body.reason === 'unmeasurable') {
        add(here.unmeasurable, seat, entry.at)
        said.push(`${site} 的播放器不能计时`)
      } else if (entry.kind === 'system' && entry.body.event === 'frame-unreachable') {
        const host = entry.body.detail ?? ''
        add(troubleIn(here.frames, host), seat, entry.at)
        said.push(`${site} 的播放器在 ${host} 的框架里，浏览器没有允许读取`)
      } else if (entry.kind === 'system' && entry.body.event === 'field-missing' && entry.body.detail) {
        add(troubleIn(here.missing, entry.body.detail), seat, entry.at)
        said.push(`${site} 上读不到${readMissing(entry.body.detail).fields.join('、')}`)
      }
    }
    return said
  }

  list(): Site[] {
    return [...this.#sites]
      .map(([site, { people, lastAt, missing, frames, unmeasurable }]) => ({
        site,
        people: people.size,
        lastAt,
        missing: [...missing]
          .map(([detail, trouble]) => ({ ...readMissing(detail), people: trouble.people.size, lastAt: trouble.lastAt }))
          .sort((a, b) => b.lastAt - a.lastAt),
        unmeasurable: unmeasurable.people.size,
        frames: [...frames].map(([host, trouble]) => ({ host, people: trouble.people.size })),
      }))
      .sort((a, b) => b.people - a.people)
  }

  #of(site: string) {
    const known = this.#sites.get(site) ?? { ...none(), missing: new Map(), frames: new Map(), unmeasurable: none() }
    this.#sites.set(site, known)
    return known
  }
}

const none = (): Trouble => ({ people: new Set(), lastAt: 0 })

function troubleIn(troubles: Map<string, Trouble>, key: string): Trouble {
  const known = troubles.get(key) ?? none()
  troubles.set(key, known)
  return known
}

function add(trouble: Trouble, seat: string, at: number): void {
  trouble.people.add(seat)
  trouble.lastAt = Math.max(trouble.lastAt, at)
}
