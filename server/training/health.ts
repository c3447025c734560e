import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import * as v from 'valibot'
import type { ClassHealth } from '../../shared/api'
import { readMissing } from '../../shared/study/findings/chains'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { SILENT } from '../lists/roster'
import { type ChainHealth, chainHealth } from '../study/chain-health'
import { classOf, type TrainingClass } from './class-of'
import { OWN } from './own-chain'
import { present } from './roster/left'

type Site = ClassHealth['sites'][number]
type Person = ClassHealth['people'][number]

/** What the records of a class say of their making: by site what could not be read or measured, by person who is not recorded at all. */
export async function classHealth(deps: Deps, actor: Actor, classId: string): Promise<ClassHealth> {
  requireRole(actor, 'teacher', 'auditor')
  return healthOf(deps, await classOf(deps.store, classId, actor.organisation))
}

/** The same of a class that was looked up for whoever may see it. */
export async function healthOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  trained: Pick<TrainingClass, 'id'>,
): Promise<ClassHealth> {
  const { t, read } = store
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
  const joined = new Map<string, number>()
  for (const { seat, at } of claims) if (seat !== null) joined.set(seat, Math.min(joined.get(seat) ?? at, at))
  const sites = new Sites()
  const troubles = new Map<string, Set<string>>()
  const lastAt = new Map<string, number>()
  const chains = await read.select().from(t.chainTotal).where(eq(t.chainTotal.class, trained.id))
  for (const { seat, lastWatch, health } of chains) {
    const said = sites.take(seat, v.parse(chainHealth, JSON.parse(health)))
    for (const trouble of said) troubles.set(seat, (troubles.get(seat) ?? new Set()).add(trouble))
    if (lastWatch !== null) lastAt.set(seat, Math.max(lastAt.get(seat) ?? 0, lastWatch))
  }
  const people = seats.map((seat): Person => {
    const joinedAt = joined.get(seat.seat)
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

/** Sums up site by site what chains say. */
class Sites {
  readonly #sites = new Map<
    string,
    Trouble & { missing: Map<string, Trouble>; frames: Map<string, Trouble>; unmeasurable: Trouble }
  >()

  /** Returns what to say of the person. */
  take(seat: string, health: ChainHealth): string[] {
    const said: string[] = []
    for (const { site, at, missing, frames, unmeasurable } of health) {
      const here = this.#of(site)
      add(here, seat, at)
      for (const one of missing) {
        add(troubleIn(here.missing, one.what), seat, one.at)
        said.push(`${site} 上读不到${readMissing(one.what).fields.join('、')}`)
      }
      if (unmeasurable !== undefined) {
        add(here.unmeasurable, seat, unmeasurable)
        said.push(`${site} 的播放器不能计时`)
      }
      for (const one of frames) {
        add(troubleIn(here.frames, one.what), seat, one.at)
        said.push(`${site} 的播放器在 ${one.what} 的框架里，浏览器没有允许读取`)
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
