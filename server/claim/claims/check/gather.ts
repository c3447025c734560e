import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { columnWords, openColumns } from '../../../../shared/study/columns'
import type { Actor } from '../../../access/actor'
import { fourColumns } from '../../../board/four-columns'
import type { Deps } from '../../../deps'
import { summariesOf } from '../../../training/class-summary'
import { openFindings } from '../../../training/open-findings'
import { filingRow } from '../../../training/plan/file-plan'
import { chunksOf } from '../../../training/roster/chunks'
import { openNoticesIn } from '../../../training/roster/open-notices'
import type { ClaimData } from '../../claim-data'
import { living } from '../claim-row'
import { takenBefore } from '../taken'
import type { Around, AroundClass } from './around'

/** What the papers of a claim are compared with, as it is now. */
export async function gatherAround(deps: Deps, actor: Actor, data: ClaimData): Promise<Around> {
  const { store } = deps
  const classes = new Map<string, AroundClass>()
  for (const { data: of } of data.classes) classes.set(of.trained.id, await aroundClass(deps, actor, of.trained))
  const people = [...new Set(data.people.map(({ facts }) => facts.person))]
  return {
    classes,
    taken: await takenBefore(store.read, store, actor.organisation, data.id, people),
    claimed: await claimedElsewhere(deps, data),
    columns: await openColumnsOf(deps, data),
    scans: await newestScans(deps, data.id),
  }
}

/** By seat: which of the four columns are open, and what is said of each. */
async function openColumnsOf(deps: Deps, { classes, people }: ClaimData): Promise<Around['columns']> {
  const open = new Map<string, string>()
  for (const { data } of classes) {
    const seats = people.filter((person) => person.class === data.trained.id).map(({ seat }) => seat)
    for (const some of chunksOf(seats))
      for (const [seat, columns] of await fourColumns(deps, data.trained, some)) {
        const keys = openColumns(columns)
        if (keys.length > 0) open.set(seat, keys.map((key) => `${columnWords[key]}：${columns[key].said}`).join('；'))
      }
  }
  return open
}

async function aroundClass(
  deps: Deps,
  actor: Actor,
  { id, plan }: ClaimData['classes'][number]['data']['trained'],
): Promise<AroundClass> {
  const { store } = deps
  const { all, bySeat } = await openFindings(store, id)
  const [summary] = await summariesOf(store, [id])
  const keyKnown = await keyKnownOf(deps, actor, plan.id)
  return {
    ...{ findings: bySeat, allFindings: all, appeals: summary?.appeals ?? 0 },
    ...{ notices: (await openNoticesIn(store, [id])).get(id) ?? 0, unsealed: await unsealedOf(deps, id) },
    ...(keyKnown !== undefined && { keyKnown }),
  }
}

async function unsealedOf({ store: { t, read } }: Deps, classId: string): Promise<number> {
  const [row] = await read
    .select({ n: sql<number>`count(*)` })
    .from(t.receipt)
    .innerJoin(t.chain, eq(t.chain.id, t.receipt.chain))
    .where(and(eq(t.chain.class, classId), isNull(t.receipt.leaf)))
  return Number(row?.n ?? 0)
}

const filedKey = v.object({ body: v.object({ packageKey: v.string() }) })

async function keyKnownOf(
  { store: { t, read }, secrets, keys }: Deps,
  actor: Actor,
  plan: string,
): Promise<boolean | undefined> {
  const [filing] = await read
    .select({ statement: t.planFiling.statement })
    .from(t.planFiling)
    .where(eq(t.planFiling.plan, plan))
  if (!filing) return undefined
  const { body } = v.parse(filedKey, JSON.parse(secrets.decrypt(filing.statement, filingRow(plan))))
  const inUse = (await keys.inUse(actor.organisation)).find(({ purpose }) => purpose === 'package')
  return inUse?.public === body.packageKey
}

/** By seat: other living claims that ask for it. */
async function claimedElsewhere({ store: { t, read } }: Deps, { id, people }: ClaimData): Promise<Around['claimed']> {
  const found = new Map<string, string[]>()
  for (const chunk of chunksOf(people.map(({ seat }) => seat))) {
    const rows = await read
      .select({ seat: t.claimSeat.seat, number: t.subsidyClaim.number })
      .from(t.claimSeat)
      .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimSeat.claim))
      .where(
        and(
          inArray(t.claimSeat.seat, [...chunk]),
          ne(t.claimSeat.claim, id),
          inArray(t.subsidyClaim.status, [...living]),
        ),
      )
    for (const { seat, number } of rows) found.set(seat, [...(found.get(seat) ?? []), number])
  }
  return found
}

/** The newest scan of each form, and of each trainee's agreement. */
export async function newestScans(
  { store: { t, read } }: Pick<Deps, 'store'>,
  claim: string,
): Promise<Around['scans']> {
  const rows = await read
    .select({ form: t.claimScan.form, seat: t.claimScan.seat, dataHash: t.claimScan.dataHash })
    .from(t.claimScan)
    .where(eq(t.claimScan.claim, claim))
    .orderBy(desc(t.claimScan.at), desc(t.claimScan.id))
  const newest = new Map<string, Around['scans'][number]>()
  for (const { form, seat, dataHash } of rows) {
    const key = `${form} ${seat ?? ''}`
    if (!newest.has(key)) newest.set(key, { form, ...(seat !== null && { seat }), dataHash })
  }
  return [...newest.values()]
}
