import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps'
import { peopleOfClaim } from '../bureau'
import { checkCopies } from './checks/copies'
import { checkDevices } from './checks/devices'
import { checkHabits } from './checks/habits'
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
]

/** Kinds that are looked at again by themselves when what they rest on changed: a list, the register, the yearly limit. */
export const recheckable = ['in-list', 'not-registered', 'over-year-limit'] as const
export type Recheckable = (typeof recheckable)[number]
const checkOf: Readonly<Record<Recheckable, Check>> = {
  'in-list': checkLists,
  'not-registered': checkRegister,
  'over-year-limit': checkPeople,
}

/**
 * Looks at a claim, as it stands, against all others and against the lists, and keeps what is found; `why` explains what no longer is. Reads outside a
 * transaction: the index of the claim is committed before, and of two claims that come in at once the later one sees the other. Nothing where there
 * is no such claim.
 */
export async function checkClaim(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  id: string,
  why: string,
): Promise<void> {
  const checked = await checkedOf({ store }, id)
  if (!checked) return
  const found: Worded[] = await ownFindings(checked)
  for (const check of checks) found.push(...(await check(checked)).map(worded))
  await store.tx(async (q) => {
    await replaceFindings(q, store, checked.claim, found, { at: clock.now(), why })
    if (checked.reading === undefined) return
    const { bureauReading: reading } = store.t
    await q.update(reading).set({ checkedAt: clock.now() }).where(eq(reading.id, checked.reading))
  })
}

/** The same for one kind alone, which is much less to do. */
export async function checkOneKind(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  id: string,
  code: Recheckable,
  why: string,
): Promise<void> {
  const checked = await checkedOf({ store }, id)
  if (!checked) return
  const found = (await checkOf[code](checked)).filter((one) => one.code === code).map(worded)
  await store.tx((q) => replaceFindings(q, store, checked.claim, found, { at: clock.now(), why, code }))
}

async function checkedOf({ store: { t, read: q } }: Pick<Deps, 'store'>, id: string): Promise<Checked | undefined> {
  const [row] = await q
    .select({ claim: t.bureauClaim, reading: t.bureauReading })
    .from(t.bureauClaim)
    .leftJoin(t.bureauReading, eq(t.bureauReading.claim, t.bureauClaim.id))
    .where(eq(t.bureauClaim.id, id))
  if (!row) return undefined
  const { claim, reading } = row
  return { q, t, claim, people: await peopleOfClaim(q, { t }, claim), reading: reading?.id ?? undefined }
}

const worded = (found: Found): Worded => ({ ...found, ...acrossKinds[found.code] })
