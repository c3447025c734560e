import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { chunksOf } from '../../training/roster/chunks'
import { peopleOfClaim } from '../bureau'
import { checkCopies } from './checks/copies'
import { checkDevices } from './checks/devices'
import { checkHabits } from './checks/habits'
import { checkKeys } from './checks/keys'
import { checkLists } from './checks/lists'
import { checkNumbers } from './checks/numbers'
import { checkOverlap } from './checks/overlap'
import { checkPeople } from './checks/people'
import { checkRegister } from './checks/register'
import type { Check, Checked, Found } from './found'
import { acrossKinds } from './kinds'
import { ownFindings, type Worded } from './own-findings'
import { replaceFindings } from './replace-findings'

const checks: readonly Check[] = [
  checkNumbers,
  checkPeople,
  checkOverlap,
  checkDevices,
  checkCopies,
  checkHabits,
  checkLists,
  checkRegister,
  checkKeys,
]

/** Kinds that are looked at again by themselves when what they rest on changed: a list, the register, the yearly limit. */
export const recheckable = ['in-list', 'not-registered', 'over-year-limit', 'key-ended'] as const
export type Recheckable = (typeof recheckable)[number]
const checkOf: Readonly<Record<Recheckable, Check>> = {
  'in-list': checkLists,
  'not-registered': checkRegister,
  'over-year-limit': checkPeople,
  'key-ended': checkKeys,
}

/**
 * Looks at a claim, as it stands, against all others and against the lists, and keeps what is found; `why` explains what no longer is. Reads outside a
 * transaction: the index of the claim is committed before, and of two claims that come in at once the later one sees the other. Nothing where there
 * is no such claim. A refusal waits for no check: what was found against a claim that is refused by now is left out, and where anything asked meanwhile
 * for another look, the claim stays one that is to be compared.
 */
export async function checkClaim(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  id: string,
  why: string,
): Promise<void> {
  const checked = await checkedOf(store.read, store, id)
  if (!checked) return
  const found: Worded[] = await ownFindings(checked)
  for (const check of checks) for (const one of await check(checked)) found.push(worded(one))
  await store.tx(async (q) => {
    const refused = await refusedOf(q, store, found)
    const counting = found.filter(({ other }) => other === undefined || !refused.has(other))
    await replaceFindings(q, store, checked.claim, counting, { at: clock.now(), why })
    if (checked.reading === undefined) return
    const { bureauReading: reading } = store.t
    const { checkedAt: before } = checked
    await q
      .update(reading)
      .set({ checkedAt: counting.length === found.length ? clock.now() : null })
      .where(
        and(
          eq(reading.id, checked.reading),
          before === null ? isNull(reading.checkedAt) : eq(reading.checkedAt, before),
        ),
      )
  })
}

/** Of the claims that findings are held against, those that count no longer. */
async function refusedOf(q: Queries, { t }: Pick<Store, 't'>, found: readonly Worded[]): Promise<Set<string>> {
  const { bureauClaim: of } = t
  const refused = new Set<string>()
  for (const chunk of chunksOf([...new Set(found.flatMap(({ other }) => other ?? []))])) {
    const rows = await q
      .select({ id: of.id })
      .from(of)
      .where(and(inArray(of.id, [...chunk]), eq(of.status, 'refused')))
    for (const { id } of rows) refused.add(id)
  }
  return refused
}

/** The same for one kind alone, which is much less to do. */
export async function checkOneKind(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  id: string,
  code: Recheckable,
  why: string,
): Promise<void> {
  const checked = await checkedOf(store.read, store, id)
  if (!checked) return
  const found = await foundOf(checked, code)
  await store.tx((q) => replaceFindings(q, store, checked.claim, found, { at: clock.now(), why, code }))
}

/** The same in the transaction of what changed; for kinds that are quick to look for. */
export async function checkOneKindIn(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  id: string,
  code: Recheckable,
  why: string,
): Promise<void> {
  const checked = await checkedOf(q, store, id)
  if (!checked) return
  await replaceFindings(q, store, checked.claim, await foundOf(checked, code), { at: clock.now(), why, code })
}

const foundOf = async (checked: Checked, code: Recheckable): Promise<Worded[]> =>
  (await checkOf[code](checked)).filter((one) => one.code === code).map(worded)

async function checkedOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  id: string,
): Promise<(Checked & { checkedAt: number | null }) | undefined> {
  const [row] = await q
    .select({ claim: t.bureauClaim, reading: t.bureauReading })
    .from(t.bureauClaim)
    .leftJoin(t.bureauReading, eq(t.bureauReading.claim, t.bureauClaim.id))
    .where(eq(t.bureauClaim.id, id))
  if (!row) return undefined
  const { claim, reading } = row
  const people = await peopleOfClaim(q, { t }, claim)
  return { q, t, claim, people, reading: reading?.id ?? undefined, checkedAt: reading?.checkedAt ?? null }
}

const worded = (found: Found): Worded => ({ ...found, ...acrossKinds[found.code] })
