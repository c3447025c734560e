import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import { chunksOf } from '../../training/roster/chunks'
import type { ReceivedClaim, ReceivedPerson } from '../bureau'
import type { ReadTrace } from '../read-task'
import { grouped } from './grouped'
import { bucketOf, habitsOf, type Stretch } from './stretch'

type Tables = Pick<Store, 't'>

/** What a package says, with whom it is about: nobody where the claim does not ask for the seat; no human is known without a number. */
export type Known = ReadTrace & { person: { id: ReceivedPerson['id']; idIndex: string | undefined } | undefined }

/**
 * Puts a version of a claim into the index in place of what stood there of it before. Its reading is then the newest: against all others, this
 * claim is the later one.
 */
export async function putIndex(
  q: Queries,
  { t }: Tables,
  claim: Pick<ReceivedClaim, 'id' | 'version' | 'organisation' | 'firm'>,
  from: { package: string | null; traces: readonly Known[]; at: number },
): Promise<void> {
  await takeOut(q, { t }, claim.id)
  const { id, version, organisation, firm } = claim
  const [reading] = await q
    .insert(t.bureauReading)
    .values({ organisation, claim: id, version, firm, package: from.package, at: from.at })
    .returning({ id: t.bureauReading.id })
  if (!reading) throw new Error('a reading was not stored')
  const indexes = new Set(from.traces.flatMap(({ person }) => person?.idIndex ?? []))
  const identities = await identitiesOf(q, { t }, organisation, [...indexes])
  const rows = from.traces.map((trace) => ({
    trace,
    ...{ reading: reading.id, kind: trace.kind, subject: trace.person?.id ?? null },
    identity: identities.get(trace.person?.idIndex ?? '') ?? null,
    ...{ chain: trace.chain ?? null, device: trace.device ?? null },
  }))
  const put: Put[] = []
  for (const chunk of chunksOf(rows)) {
    const ids = await q
      .insert(t.bureauTrace)
      .values(chunk.map(({ trace: _, ...row }) => row))
      .returning({ id: t.bureauTrace.id })
    // Ids of one statement rise with its rows; the answer's order is nobody's promise.
    const rising = ids.map((one) => one.id).sort((a, b) => a - b)
    for (const [i, { trace, identity, subject }] of chunk.entries()) {
      const own = rising[i]
      if (own !== undefined) put.push({ id: own, trace, identity, subject })
    }
  }
  await putTimes(q, { t }, put)
  const hosts = from.traces.flatMap(({ class: of, chain = '', hosts: own }) =>
    own.map(([host, seq]) => ({ reading: reading.id, class: of, host, chain, seq })),
  )
  for (const chunk of chunksOf(hosts))
    await q
      .insert(t.bureauHost)
      .values([...chunk])
      .onConflictDoNothing()
}

interface Put {
  id: number
  trace: Known
  identity: number | null
  subject: string | null
}

async function putTimes(q: Queries, { t }: Tables, put: readonly Put[]): Promise<void> {
  const known = put.flatMap(({ identity, ...rest }) => (identity === null ? [] : [{ ...rest, identity }]))
  const intervals = known.flatMap(({ id, identity, trace }) =>
    trace.stretches.map(({ from, to, seq }) => ({ identity, from, trace: id, to, seq })),
  )
  for (const chunk of chunksOf(intervals)) await q.insert(t.bureauInterval).values([...chunk])
  const prints = known.flatMap(({ id, trace }) => trace.prints.map((one) => ({ ...one, trace: id })))
  for (const chunk of chunksOf(prints))
    await q
      .insert(t.bureauPrint)
      .values([...chunk])
      .onConflictDoNothing()
  const bySubject = grouped(known, ({ subject }) => subject)
  const habits = [...bySubject.values()].flatMap((own) =>
    habitsOf(
      own.flatMap(({ id, trace }) =>
        trace.kind === 'chain'
          ? trace.stretches.map((one): Stretch & { trace: number } => ({ ...one, trace: id }))
          : [],
      ),
    ).map(({ of, seq, length, next, times }) => ({
      ...{ bucket: bucketOf(length, next), trace: of.trace, seq, length, next, times },
    })),
  )
  for (const chunk of chunksOf(habits))
    await q
      .insert(t.bureauHabit)
      .values([...chunk])
      .onConflictDoNothing()
}

/** Short numbers of people by their blind index, made where there is none. */
async function identitiesOf(
  q: Queries,
  { t }: Tables,
  organisation: string,
  indexes: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const chunk of chunksOf(indexes)) {
    await q
      .insert(t.bureauIdentity)
      .values(chunk.map((idIndex) => ({ organisation, idIndex })))
      .onConflictDoNothing()
    const rows = await q
      .select()
      .from(t.bureauIdentity)
      .where(and(eq(t.bureauIdentity.organisation, organisation), inArray(t.bureauIdentity.idIndex, [...chunk])))
    for (const { id, idIndex } of rows) found.set(idIndex, id)
  }
  return found
}

/** Takes a claim out of the index, where it is there. */
async function takeOut(q: Queries, { t }: Tables, claim: string): Promise<void> {
  const [reading] = await q.select().from(t.bureauReading).where(eq(t.bureauReading.claim, claim))
  if (!reading) return
  const traces = await q
    .select({ id: t.bureauTrace.id, identity: t.bureauTrace.identity })
    .from(t.bureauTrace)
    .where(eq(t.bureauTrace.reading, reading.id))
  for (const chunk of chunksOf(traces)) {
    const ids = chunk.map(({ id }) => id)
    const identities = [...new Set(chunk.flatMap(({ identity }) => identity ?? []))]
    // By person first: that is how the index lies.
    await q
      .delete(t.bureauInterval)
      .where(and(inArray(t.bureauInterval.identity, identities), inArray(t.bureauInterval.trace, ids)))
    await q.delete(t.bureauHabit).where(inArray(t.bureauHabit.trace, ids))
    await q.delete(t.bureauPrint).where(inArray(t.bureauPrint.trace, ids))
  }
  await q.delete(t.bureauHost).where(eq(t.bureauHost.reading, reading.id))
  await q.delete(t.bureauTrace).where(sql`${t.bureauTrace.reading} = ${reading.id}`)
  await q.delete(t.bureauReading).where(eq(t.bureauReading.id, reading.id))
}
