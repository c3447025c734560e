import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { amountOf } from '../../shared/claim/amount'
import { person as facts, online } from '../../shared/claim/facts.fixture'
import { guangdong } from '../../shared/claim/rates/guangdong-2020@1'
import { maskId } from '../../shared/people/mask'
import { inventedId } from '../../test/support/hr'
import type { Actor, Role } from '../access/actor'
import { openAppOf } from '../app.fixture'
import type { Deps } from '../deps'
import type { ReceivedClaim } from './bureau'
import { idProblemOf } from './id-problem'

export interface Asked {
  name: string
  idNumber: string
  hours?: string
  occupation?: string
  level?: string
  /** Id and name of the class; who names none is in the first. */
  class?: string
  /** 人员类别 */
  category?: string
}

const inClass = ({ class: id }: Partial<Asked> = {}) => (id === undefined ? {} : { class: id, className: id })

/** A bureau with its members; firms and claims are put in as an import would leave them. */
export async function openBureau(...given: Parameters<typeof openAppOf>) {
  const app = await openAppOf(...given)
  return { ...app, ...(await bureauOn(app.deps)) }
}

/** The same on a server that is there already. */
export async function bureauOn(deps: Deps, name = '绥化市人力资源和社会保障局') {
  const { store, clock } = deps
  const organisation = randomUUID()
  await store.tx(async (q) => {
    await q.insert(store.t.organisation).values({ id: organisation, kind: 'bureau', name, createdAt: clock.now() })
  })
  return deskOf(deps, organisation, name)
}

/** Of a bureau that is there already. */
export function deskOf(deps: Deps, organisation: string, name = '绥化市人力资源和社会保障局') {
  const { store, secrets, clock } = deps
  const { t } = store
  const member = async (role: Role, called: string = role): Promise<Actor> => {
    const id = randomUUID()
    await store.tx(async (q) => {
      const row = { id, organisation, login: id, name: called, role, password: '-', createdAt: clock.now() }
      await q.insert(t.member).values(row)
    })
    return { member: id, login: id, name: called, role, organisation, kind: 'bureau', organisationName: name }
  }
  const firm = async (called: string, kind = 'institution'): Promise<string> => {
    const id = randomUUID()
    await store.tx(async (q) => {
      await q.insert(t.bureauFirm).values({
        ...{ id, organisation, kind, name: called, creditCode: '', their: randomUUID(), by: '-' },
        createdAt: clock.now(),
      })
    })
    return id
  }
  /** A claim of a firm for these people, by 30 元 a class hour, as if it had been compared with the others. */
  const claim = async (of: string, people: readonly Asked[], more: Partial<ReceivedClaim> = {}): Promise<string> => {
    const id = more.id ?? randomUUID()
    const version = more.version ?? 1
    const table = { ...guangdong, conditions: {} }
    const rows = people.map(({ name: called, idNumber, hours = '40.00', occupation, level, category }, position) => {
      const own = facts({
        ...online(hours),
        ...{ person: `person-${position}`, ...(occupation && { occupation }), ...(level && { level }) },
        ...(category && { categories: [category] }),
      })
      const amount = amountOf(own, table)
      const row = randomUUID()
      return {
        ...{ id: row, claim: id, version, position, class: 'class-1', className: '第一期', seat: `seat-${position}` },
        ...inClass(people[position]),
        ...{ number: String(position + 1).padStart(3, '0'), name: called, category: own.categories[0] ?? '' },
        idCipher: secrets.encrypt(idNumber, row),
        ...{ idIndex: secrets.index('id', idNumber), idMasked: maskId(idNumber), idProblem: idProblemOf(idNumber) },
        phoneCipher: secrets.encrypt('13800001234', row),
        ...{ occupation: own.occupation, level: own.level, project: own.project },
        ...{ opening: own.dates.opening, closing: own.dates.closing ?? own.dates.opening, hours },
        ...{ asked: amount.total, facts: JSON.stringify(own), line: JSON.stringify(amount) },
        rateTable: 'guangdong-2020@1',
      }
    })
    const account = JSON.stringify({ name: '示范学校', bank: '工商银行绥化分行', number: '0912000000001' })
    const now = clock.now()
    await store.tx(async (q) => {
      await q.insert(t.bureauClaim).values({
        ...{ id, organisation, firm: of, source: 'package', their: randomUUID(), theirNumber: '2026-001' },
        ...{
          number: `受理〔2026〕${randomUUID().slice(0, 8)}号`,
          title: '第一批补贴',
          version,
          status: 'received',
          package: null,
        },
        ...{ people: rows.length, asked: rows.reduce((sum, row) => sum + row.asked, 0) },
        ...{ accountCipher: secrets.encrypt(account, id), receivedAt: now, updatedAt: now },
        ...more,
      })
      await q.insert(t.bureauPerson).values(rows)
      const reading = { organisation, claim: id, version, firm: of, package: more.package ?? null }
      await q.insert(t.bureauReading).values({ ...reading, at: now, checkedAt: now })
    })
    return id
  }
  /** Leaves a claim as a payment on that day would. */
  const paid = async (of: string, day: string): Promise<void> => {
    const [payment, line, at] = [randomUUID(), randomUUID(), clock.now()]
    await store.tx(async (q) => {
      await q.insert(t.bureauPayment).values({
        ...{ id: payment, organisation, number: payment, title: '拨付', fund: '就业补助资金', status: 'settled' },
        ...{ people: 1, amount: 1, remark: '', by: '-', at },
      })
      await q.insert(t.bureauPaymentLine).values({
        ...{ id: line, payment, position: 1, claim: of, version: 1, publicity: '-', people: 1, amount: 1 },
        ...{ accountCipher: '', account: '', accountNumber: '', findings: '[]', note: '' },
      })
      await q
        .insert(t.bureauPaymentResult)
        .values({ line, outcome: 'paid', day, voucher: '1', reason: '', by: '-', at })
      await q.update(t.bureauClaim).set({ status: 'paid' }).where(eq(t.bureauClaim.id, of))
    })
  }
  const someone = (n: number) => ({ name: `学员${n}`, idNumber: inventedId(n) })
  return { organisation, member, firm, claim, paid, someone }
}
