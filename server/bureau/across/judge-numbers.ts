import { setImmediate as breath } from 'node:timers/promises'
import { and, asc, eq, gt, inArray, isNull, notExists, sql } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { chunksOf } from '../../training/roster/chunks'
import type { ReceivedPerson } from '../bureau'
import { idProblemOf, UNREADABLE } from '../id-problem'

/** People whose numbers are judged in one transaction: some milliseconds of decrypting. */
const AT_ONCE = 200

/**
 * Judges the ID numbers of people who came before that was done when they came; their rows are never changed, so it stands beside them. Claims with a
 * number that nobody can have are no longer compared to the end, and are at the next round. Derived: what is missing is judged again. `stops` ends it
 * before the next few.
 */
export async function judgeNumbers(deps: Pick<Deps, 'store' | 'secrets'>, stops: () => boolean): Promise<void> {
  const { t, read } = deps.store
  const { bureauPerson: of, bureauIdProblem: judged } = t
  const isJudged = read.select({ one: sql`1` }).from(judged).where(eq(judged.person, of.id))
  for (let last = ''; !stops(); await breath()) {
    const rows = await read
      .select({ id: of.id, idCipher: of.idCipher, claim: of.claim, version: of.version })
      .from(of)
      .where(and(isNull(of.idProblem), gt(of.id, last), notExists(isJudged)))
      .orderBy(asc(of.id))
      .limit(AT_ONCE)
    if (rows.length === 0) return
    await judge(deps, rows)
    last = rows.at(-1)?.id ?? last
  }
}

async function judge(
  { store, secrets }: Pick<Deps, 'store' | 'secrets'>,
  rows: readonly Pick<ReceivedPerson, 'id' | 'idCipher' | 'claim' | 'version'>[],
): Promise<void> {
  const { bureauIdProblem: judged, bureauReading: reading } = store.t
  const found = rows.map(({ id, idCipher, ...of }) => ({
    ...of,
    person: id,
    problem: problemOf(secrets, idCipher, id),
  }))
  await store.tx(async (q) => {
    await q
      .insert(judged)
      .values(found.map(({ person, problem }) => ({ person, problem })))
      .onConflictDoNothing()
    const wrong = new Map(
      found.filter(({ problem }) => problem !== '').map((one) => [`${one.claim} ${one.version}`, one]),
    )
    for (const { claim, version } of wrong.values())
      await q
        .update(reading)
        .set({ checkedAt: null })
        .where(and(eq(reading.claim, claim), eq(reading.version, version)))
  })
}

function problemOf(secrets: Deps['secrets'], cipher: string, row: string): string {
  try {
    return idProblemOf(secrets.decrypt(cipher, row))
  } catch {
    return UNREADABLE
  }
}

/** What is wrong with each one's number, by person, as it was judged when they came or later; who is not judged yet is left out. */
export async function idProblemsOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  people: readonly Pick<ReceivedPerson, 'id' | 'idProblem'>[],
): Promise<Map<string, string>> {
  const problems = new Map(
    people.flatMap(({ id, idProblem }): [string, string][] => (idProblem === null ? [] : [[id, idProblem]])),
  )
  const { bureauIdProblem: judged } = t
  for (const chunk of chunksOf(people.flatMap(({ id, idProblem }) => (idProblem === null ? [id] : []))))
    for (const { person, problem } of await q
      .select()
      .from(judged)
      .where(inArray(judged.person, [...chunk])))
      problems.set(person, problem)
  return problems
}
