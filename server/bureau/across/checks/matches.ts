import { and, eq, inArray } from 'drizzle-orm'
import { chunksOf } from '../../../training/roster/chunks'
import { type Checked, type Found, isBefore, named, type Other, SHOWN } from '../found'
import { grouped } from '../grouped'
import type { AcrossKind } from '../kinds'
import { othersOf } from '../others'

/** Something of somebody in the claim that somebody else has too. */
export interface Match {
  mine: { subject: string; class: string; chain: string; seq: number }
  theirs: {
    subject: string
    class: string
    chain: string
    seq: number
    claim: string
    number: string
    name: string
    className: string
  }
  /** So many times at most: the fewer of both. */
  times: number
}

/** Two rows of the index that are alike. */
export interface Same {
  mine: number
  mineSeq: number
  theirs: number
  theirSeq: number
  times: number
}

/** What a check looks at of one claim at most: more of it says nothing more. */
export const MOST = 100_000

/** Whose they are: of the same bureau, and of two humans. */
export async function matchesFrom({ q, t, claim }: Checked, same: readonly Same[]): Promise<Match[]> {
  const traces = new Map<number, { subject: string; class: string; identity: number; chain: string; claim: string }>()
  const named = new Map<string, Pick<Match['theirs'], 'number' | 'name' | 'className'>>()
  for (const chunk of chunksOf([...new Set(same.flatMap(({ mine, theirs }) => [mine, theirs]))])) {
    const rows = await q
      .select({ trace: t.bureauTrace, claim: t.bureauReading.claim, person: t.bureauPerson })
      .from(t.bureauTrace)
      .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
      .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauTrace.subject))
      .where(and(inArray(t.bureauTrace.id, [...chunk]), eq(t.bureauReading.organisation, claim.organisation)))
    for (const { trace, claim: of, person } of rows) {
      if (trace.identity === null) continue
      const whose = { subject: person.id, class: person.class, identity: trace.identity }
      traces.set(trace.id, { ...whose, chain: trace.chain ?? '', claim: of })
      named.set(person.id, { number: person.number, name: person.name, className: person.className })
    }
  }
  return same.flatMap(({ mine, mineSeq, theirs, theirSeq, times }): Match[] => {
    const [own, other] = [traces.get(mine), traces.get(theirs)]
    const name = other && named.get(other.subject)
    if (!own || !other || !name || own.identity === other.identity) return []
    return [
      {
        mine: { subject: own.subject, class: own.class, chain: own.chain, seq: mineSeq },
        theirs: {
          ...{ ...name, subject: other.subject, class: other.class },
          ...{ chain: other.chain, seq: theirSeq, claim: other.claim },
        },
        times,
      },
    ]
  })
}

/** Pairs of people with enough in common. */
export async function pairsOf(
  checked: Checked,
  matches: readonly Match[],
  {
    code,
    isEnough,
    say,
  }: {
    code: AcrossKind
    isEnough: (pair: { mine: string; theirs: string; times: number }) => boolean
    say: (times: number) => string
  },
): Promise<Found[]> {
  const { claim } = checked
  const others = await othersOf(
    checked,
    matches.map(({ theirs }) => theirs.claim),
  )
  const position = new Map(checked.people.map(({ id }, i) => [id, i]))
  const pairs = grouped(matches, ({ mine, theirs }) => `${mine.subject}/${theirs.subject}`)
  return [...pairs].flatMap(([key, own]): Found[] => {
    const [{ mine, theirs } = { mine: undefined, theirs: undefined }] = own
    const other = theirs && others.get(theirs.claim)
    if (!mine || !other || !comesFirst(checked, other, theirs.subject, mine.subject, position)) return []
    const times = own.reduce((sum, one) => sum + one.times, 0)
    if (!isEnough({ mine: mine.subject, theirs: theirs.subject, times })) return []
    const within = other.id === claim.id
    return [
      {
        ...{ code, key, people: within ? [theirs.subject, mine.subject] : [mine.subject] },
        ...(!within && { other: other.id }),
        detail: `与 ${within ? '本申请' : named(other)} ${theirs.className} 参训编号 ${theirs.number} ${theirs.name} ${say(times)}`,
        records: own
          .slice(0, SHOWN / 2)
          .flatMap((one) => [
            ...(claim.package === null ? [] : [{ package: claim.package, chain: one.mine.chain, seq: one.mine.seq }]),
            ...(other.package === null
              ? []
              : [{ package: other.package, chain: one.theirs.chain, seq: one.theirs.seq }]),
          ]),
      },
    ]
  })
}

/** Of two claims the earlier; within this one, each pair once. */
const comesFirst = (
  checked: Checked,
  other: Other,
  theirs: string,
  mine: string,
  position: ReadonlyMap<string, number>,
): boolean =>
  other.id === checked.claim.id
    ? (position.get(theirs) ?? 0) < (position.get(mine) ?? 0)
    : isBefore(other.reading, checked)
