import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import type { Publish } from '../../../shared/api/bureau-publicity'
import { dayOf } from '../../../shared/calendar/beijing'
import type { ActThing } from '../../../shared/claim/bureau-act'
import type { RateTable } from '../../../shared/claim/rates'
import { type Standing, tellApart } from '../../../shared/people/tell-apart'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { knownTables } from '../../claim/claims/rate-tables'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../../training/calendar/calendar'
import { chunksOf } from '../../training/roster/chunks'
import { accountIndex, accountOf } from '../account'
import { deciding } from '../acts/act'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { demandFree } from '../held-back'
import { holdDesk } from '../hold-desk'
import { nextOf } from '../numbers'
import { type AgreedPerson, agreedPeople } from '../review/agreed'
import { demandHarmless, demandHarmlessHead, demandHarmlessRows, publicFirm } from './for-everybody'
import { termOf } from './publicity'
import { publicStandards } from './standard'
import { standingBeside } from './standing-beside'

interface Put {
  claim: ReceivedClaim
  firm: string
  /** Those something is paid for: the rest were not found qualified. */
  people: readonly AgreedPerson[]
}

/**
 * Puts agreed claims up for the public from today on: who, by which standard, how much, as they were agreed. Birth digits are hidden and
 * nothing is taken along that could name a 人员类别, phone or account, nor a 单位 whose name does. Returns its id. Throws `conflict` where a claim is not agreed or
 * has nobody to be paid for, `bad-request` where a text, of the notice or of a row, names a 困难群体. Audited.
 */
export async function publish(deps: Deps, actor: Actor, input: Publish): Promise<string> {
  requireBureau(actor, 'hr')
  demandHarmlessHead({ 公示标题: input.title, 本局名称: actor.organisationName })
  demandHarmless([input.standard, input.phone, input.place])
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const now = clock.now()
    const opens = dayOf(now)
    const put: Put[] = []
    for (const one of new Set(input.claims)) put.push(await readyToPut(deps, q, actor, one))
    const { days, title, standard, phone, place } = input
    const given = await q
      .select({ number: t.bureauPublicity.number })
      .from(t.bureauPublicity)
      .where(eq(t.bureauPublicity.organisation, actor.organisation))
    const number = nextOf(
      '公示',
      opens.slice(0, 4),
      given.map((row) => row.number),
    )
    const people = put.reduce((sum, one) => sum + one.people.length, 0)
    const amount = put.reduce((sum, one) => sum + totalOf(one), 0)
    await q.insert(t.bureauPublicity).values({
      ...{ id, organisation: actor.organisation, number, title, standard, phone, place, days, opens },
      ...{ status: 'open', people, amount, by: actor.member, at: now },
    })
    await q.insert(t.bureauPublicityClaim).values(
      put.map((one) => ({
        ...{ publicity: id, claim: one.claim.id, version: one.claim.version },
        ...{ people: one.people.length, amount: totalOf(one) },
        account: accountIndex(deps.secrets, accountOf(deps.secrets, one.claim)),
      })),
    )
    const tables = (await knownTables(q, store, actor.organisation)).map(({ table }) => table)
    const beside = await standingBeside(
      deps,
      q,
      actor,
      put.flatMap((one) => one.people.map(({ person }) => person.name)),
    )
    for (const some of chunksOf(rowsOf(deps, id, put, { tables, beside })))
      await q.insert(t.bureauPublicityRow).values([...some])
    const { last, tentative } = termOf({ days, opens, last: null }, await calendarOf(q, store, actor.organisation))
    const thing: ActThing = { type: 'publicity', id, number }
    for (const one of put) {
      await moveClaim(q, store, clock, one.claim, 'agreed', 'published')
      const of = { people: one.people.length, amount: totalOf(one) }
      await acts.onClaim('published', one.claim, {
        ...{ decided: { ...of, day: opens, due: last }, under: thing },
        detail: { publicity: id, number, ...of, last, tentative },
      })
    }
    await acts.onThing('published', thing, { people, amount, claims: put.length, day: opens, due: last })
    await recordAudit(q, store, clock, actor, 'publicity.publish', id, { number, people, total: amount })
  })
  return id
}

const totalOf = ({ people }: Pick<Put, 'people'>): number => people.reduce((sum, { amount }) => sum + amount, 0)

async function readyToPut({ store }: Deps, q: Queries, actor: Actor, id: string): Promise<Put> {
  const claim = await receivedClaim(q, store, actor, id)
  await demandFree(q, store, claim)
  const people = (await agreedPeople(q, store, claim)).filter(({ amount }) => amount > 0)
  if (people.length === 0) throw new Refused('conflict', `${claim.number} 没有可以补贴的人员，不用公示`)
  const [firm] = await q
    .select({ name: store.t.bureauFirm.name })
    .from(store.t.bureauFirm)
    .where(inArray(store.t.bureauFirm.id, [claim.firm]))
  return { claim, people, firm: firm?.name ?? '' }
}

function rowsOf(
  { secrets }: Deps,
  publicity: string,
  put: readonly Put[],
  { tables, beside }: { tables: readonly RateTable[]; beside: readonly Standing[] },
) {
  const all = put.flatMap(({ claim, firm, people }) => people.map((one) => ({ claim, firm, ...one })))
  const shown = tellApart(
    all.map(({ person }) => ({ name: person.name, idNumber: secrets.decrypt(person.idCipher, person.id) })),
    beside,
  )
  const standardOf = publicStandards(tables)
  const rows = all.map(({ claim, firm, person, hours, amount }, i) => ({
    ...{ publicity, position: i + 1, claim: claim.id, version: claim.version, person: person.id },
    ...{
      name: person.name,
      idShown: shown[i] ?? '',
      firm: publicFirm(firm),
      occupation: person.occupation,
      level: person.level,
    },
    ...{ hours: Math.round(Number(hours) * 100), standard: standardOf(person), amount },
  }))
  demandHarmlessRows(rows, (i) => {
    const { claim, person } = all[i] ?? {}
    return `${claim?.number} ${person?.className} ${person?.number}`
  })
  return rows
}
