import { and, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { showTime } from '../../../../shared/calendar/beijing'
import { overlaps } from '../../../../shared/study/findings/stretches'
import { thresholds } from '../../../../shared/study/findings/thresholds'
import { chunksOf } from '../../../training/roster/chunks'
import { type Checked, type Found, isBefore, named, type Other, SHOWN } from '../found'
import { grouped } from '../grouped'
import { othersOf } from '../others'

/** A stretch of study of one human, and who says so. */
interface Said {
  identity: number
  trace: number
  subject: string
  claim: string
  kind: string
  /** Empty where no chain says it. */
  chain: string
  device: string
  seq: number
  from: number
  to: number
}

/** The same human's time in two claims, or in two classes of this one. */
export async function checkOverlap(checked: Checked): Promise<Found[]> {
  const { q, t, reading } = checked
  if (reading === undefined) return []
  // Most people are met once: only of those with a second trace is anything read.
  const met = alias(t.bureauTrace, 'met')
  const own = await q
    .selectDistinct({ identity: t.bureauTrace.identity })
    .from(t.bureauTrace)
    .innerJoin(met, and(eq(met.identity, t.bureauTrace.identity), sql`${met.subject} <> ${t.bureauTrace.subject}`))
    .where(eq(t.bureauTrace.reading, reading))
  const found: Found[] = []
  for (const chunk of chunksOf(own.flatMap(({ identity }) => identity ?? []))) {
    const said = await saidOf(checked, chunk)
    const others = await othersOf(
      checked,
      said.map(({ claim }) => claim),
    )
    for (const times of grouped(said, ({ identity }) => identity).values())
      found.push(...overlapsOf(checked, times, others))
  }
  return found
}

async function saidOf({ q, t }: Checked, identities: readonly number[]): Promise<Said[]> {
  const rows = await q
    .select({
      ...{ identity: t.bureauInterval.identity, trace: t.bureauInterval.trace, subject: t.bureauTrace.subject },
      ...{ claim: t.bureauReading.claim, kind: t.bureauTrace.kind, chain: t.bureauTrace.chain },
      ...{ device: t.bureauTrace.device, seq: t.bureauInterval.seq },
      ...{ from: t.bureauInterval.from, to: t.bureauInterval.to },
    })
    .from(t.bureauInterval)
    .innerJoin(t.bureauTrace, eq(t.bureauTrace.id, t.bureauInterval.trace))
    .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
    .where(inArray(t.bureauInterval.identity, [...identities]))
    .orderBy(t.bureauInterval.identity, t.bureauInterval.from, t.bureauInterval.trace)
  return rows.map((row) => ({
    ...row,
    ...{ subject: row.subject ?? '', chain: row.chain ?? '', device: row.device ?? '' },
  }))
}

function overlapsOf(checked: Checked, said: readonly Said[], others: ReadonlyMap<string, Other>): Found[] {
  const own = checked.claim.id
  if (new Set(said.map(({ subject }) => subject)).size < 2) return []
  const pairs = new Map<string, { mine: Said; theirs: Said; ms: number; from: number; to: number; records: Said[] }>()
  const apart = (a: Said, b: Said) => a.subject !== b.subject && (a.claim === own || b.claim === own)
  for (const { first, second, from, to } of overlaps(said, apart)) {
    const mine = first.claim === own ? first : second
    const theirs = mine === first ? second : first
    const key = [mine.subject, theirs.subject].join('/')
    // Within one claim each pair is met from one side only.
    const pair = pairs.get([theirs.subject, mine.subject].join('/')) ?? pairs.get(key)
    if (pair) {
      pair.ms += to - from
      pair.records.push(mine, theirs)
    } else pairs.set(key, { mine, theirs, ms: to - from, from, to, records: [mine, theirs] })
  }
  return [...pairs].flatMap(([key, { mine, theirs, ms, from, to, records }]): Found[] => {
    const other = others.get(theirs.claim)
    if (!other || ms < thresholds.twoPlaces) return []
    if (other.id !== own && !isBefore(other.reading, checked)) return []
    const same =
      mine.chain !== '' && records.some((one) => one !== mine && one.chain === mine.chain && one.claim !== own)
    const place = other.id === own ? '本申请的另一个培训班' : named(other)
    return [
      {
        ...{ code: 'time-twice', key, people: other.id === own ? [mine.subject, theirs.subject] : [mine.subject] },
        detail: `与 ${place} 共有 ${Math.round(ms / 60_000)} 分钟重叠，如 ${showTime(from)} 至 ${showTime(to)}${
          same ? '；两份申报用的是同一份学习记录' : ''
        }${kindOf(theirs)}`,
        records: recordsOf(checked, records, others),
        ...(other.id !== own && { other: other.id }),
      },
    ]
  })
}

const kindOf = ({ kind }: Said): string =>
  kind === 'attended' ? '（对方为线下课）' : kind === 'imported' ? '（对方为平台或人工补录的时间）' : ''

/** Each entry once. */
function recordsOf({ claim }: Checked, said: readonly Said[], others: ReadonlyMap<string, Other>): Found['records'] {
  const seen = new Map<string, Found['records'][number]>()
  for (const one of said) {
    const from = others.get(one.claim)?.package ?? (one.claim === claim.id ? claim.package : null)
    if (from === null || one.chain === '') continue
    seen.set(`${from}/${one.chain}/${one.seq}`, { package: from, chain: one.chain, seq: one.seq })
  }
  return [...seen.values()].slice(0, SHOWN)
}
