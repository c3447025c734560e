import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { Publish } from '../../../shared/api/bureau-publicity'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Named, tellApart } from '../../../shared/people/tell-apart'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../../training/calendar/calendar'
import { chunksOf } from '../../training/roster/chunks'
import { accountIndex, accountOf } from '../account'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { addEvent } from '../events'
import { nextOf } from '../numbers'
import { type AgreedPerson, agreedPeople } from '../review/agreed'
import { demandHarmless } from './for-everybody'
import { termOf } from './publicity'
import { publicStandard } from './standard'

interface Put {
  claim: ReceivedClaim
  firm: string
  /** Those something is paid for: the rest were not found qualified. */
  people: readonly AgreedPerson[]
}

/**
 * Puts agreed claims up for the public from today on: who, by which standard, how much, as they were agreed. Birth digits are hidden and
 * nothing is taken along that could name a 人员类别, phone or account. Returns its id. Throws `conflict` where a claim is not agreed or
 * has nobody to be paid for, `bad-request` where a text names a 困难群体. Audited.
 */
export async function publish(deps: Deps, actor: Actor, input: Publish): Promise<string> {
  requireBureau(actor, 'hr')
  demandHarmless([input.title, input.standard, input.place])
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  await store.tx(async (q) => {
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
    const beside = await standingBeside(deps, q, actor, put)
    for (const some of chunksOf(rowsOf(deps, id, put, beside))) await q.insert(t.bureauPublicityRow).values([...some])
    const { last, tentative } = termOf({ days, opens, last: null }, await calendarOf(q, store, actor.organisation))
    for (const one of put) {
      await moveClaim(q, store, clock, one.claim, 'agreed', 'published')
      await addEvent(q, store, clock, actor, one.claim, 'published', {
        ...{ publicity: id, number, people: one.people.length, amount: totalOf(one), last, tentative },
      })
    }
    await recordAudit(q, store, clock, actor, 'publicity.publish', id, { number, people, total: amount })
  })
  return id
}

const totalOf = ({ people }: Pick<Put, 'people'>): number => people.reduce((sum, { amount }) => sum + amount, 0)

async function readyToPut({ store }: Deps, q: Queries, actor: Actor, id: string): Promise<Put> {
  const claim = await receivedClaim(q, store, actor, id)
  const people = (await agreedPeople(q, store, claim)).filter(({ amount }) => amount > 0)
  if (people.length === 0) throw new Refused('conflict', `${claim.number} 没有可以补贴的人员，不用公示`)
  const [firm] = await q
    .select({ name: store.t.bureauFirm.name })
    .from(store.t.bureauFirm)
    .where(inArray(store.t.bureauFirm.id, [claim.firm]))
  return { claim, people, firm: firm?.name ?? '' }
}

/** Who of these names stands in a 公示 that is open already: what is shown of them there stays, so whoever comes now is told apart from them. */
async function standingBeside(
  { store: { t }, secrets }: Deps,
  q: Queries,
  { organisation }: Actor,
  put: readonly Put[],
): Promise<Named[]> {
  const names = new Set(put.flatMap(({ people }) => people.map(({ person }) => person.name)))
  const found: Named[] = []
  for (const chunk of chunksOf([...names])) {
    const rows = await q
      .select({ id: t.bureauPerson.id, name: t.bureauPerson.name, cipher: t.bureauPerson.idCipher })
      .from(t.bureauPublicityRow)
      .innerJoin(t.bureauPublicity, eq(t.bureauPublicity.id, t.bureauPublicityRow.publicity))
      .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauPublicityRow.person))
      .where(
        and(
          ...[eq(t.bureauPublicity.organisation, organisation), eq(t.bureauPublicity.status, 'open')],
          inArray(t.bureauPublicityRow.name, [...chunk]),
        ),
      )
    found.push(...rows.map(({ id, name, cipher }) => ({ name, idNumber: secrets.decrypt(cipher, id) })))
  }
  return found
}

function rowsOf({ secrets }: Deps, publicity: string, put: readonly Put[], beside: readonly Named[]) {
  const all = put.flatMap(({ claim, firm, people }) => people.map((one) => ({ claim, firm, ...one })))
  const shown = tellApart(
    all.map(({ person }) => ({ name: person.name, idNumber: secrets.decrypt(person.idCipher, person.id) })),
    beside,
  )
  return all.map(({ claim, firm, person, hours, amount }, i) => ({
    ...{ publicity, position: i + 1, claim: claim.id, version: claim.version, person: person.id },
    ...{ name: person.name, idShown: shown[i] ?? '', firm, occupation: person.occupation, level: person.level },
    ...{ hours: Math.round(Number(hours) * 100), standard: publicStandard(person), amount },
  }))
}
