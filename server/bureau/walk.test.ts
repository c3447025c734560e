import { expect, it } from 'vitest'
import { dayOf } from '../../shared/calendar/beijing'
import { onPostgres } from '../db/each-database'
import { openIntake } from './intake/intake.fixture'
import { courseOf } from './keeping/course'
import { askPackageDisposal, confirmPackageDisposal, holdPackages } from './keeping/dispose'
import { keepingState } from './keeping/keeping-state'
import { reverify } from './keeping/reverify'
import { correctAccount } from './payment/correct-account'
import { createPayment } from './payment/create-payment'
import { paymentDetail } from './payment/payment-detail'
import { noteResult } from './payment/results'
import { reviewPayment } from './payment/review-payment'
import { clearPublicity } from './publicity/clear'
import { publish } from './publicity/publish'
import { decideReview } from './review/decide'
import { drawChecks } from './review/draw'
import { announceDraw } from './review/draw-plan'
import { listReviews } from './review/list-reviews'
import { propose } from './review/propose'
import { reviewDetail } from './review/review-detail'
import { listReviewPeople } from './review/review-people'
import { ruleOn } from './review/rulings'
import { readStatistics } from './statistics/statistics'

const DAY = 86_400_000
const asked = { page: 1, size: 50, search: '', filter: '' } as const

/** A real package from its coming to its disposal; what each step came to, without ids. */
async function walk(databaseUrl?: string): Promise<object> {
  const at = await openIntake({ databaseUrl })
  const { clerk, bureau } = at
  const { deps, clock } = at.school
  try {
    const [chief, finance] = [await bureau.member('manager', '负责人吴'), await bureau.member('finance', '财政郑')]
    const file = await at.packed()
    const taken = await at.take(file)
    const again = await at.take(file)
    const stage = await at.take(await at.stage())
    const claim = taken.claim?.id ?? ''
    const publicDay = dayOf(clock.ms + DAY)
    const announcement = await announceDraw(deps, clerk, { publicDay })
    clock.ms += DAY
    await drawChecks(deps, clerk, { announcement, publicValue: '03 07 12', publicDay, reason: '' })
    clock.ms += DAY
    const before = (await listReviewPeople(deps, clerk, claim, asked)).rows
    const ruling = { online: '0', offline: '0', incomplete: false, whole: false, reason: '教材费重复列支' }
    await ruleOn(deps, clerk, claim, { ...ruling, people: [before[0]?.id ?? ''], money: 100 })
    await propose(deps, clerk, claim, { outcome: 'agreed', remark: '抽中的人不在本地，以后回访', items: [] })
    const [proposal] = (await reviewDetail(deps, chief, claim)).proposals
    const decision = { proposal: proposal?.id ?? '', confirm: true, number: '', remark: '' }
    await decideReview(deps, chief, claim, decision)
    const queue = await listReviews(deps, clerk, asked)
    const people = (await listReviewPeople(deps, clerk, claim, asked)).rows

    const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5, claims: [claim] }
    const publicity = await publish(deps, clerk, notice)
    clock.ms += 10 * DAY
    const cleared = await clearPublicity(deps, clerk, publicity)
    const account = { name: '示范学校', bank: '农业银行', number: '6228480000000009', reason: '单位来函' }
    await correctAccount(deps, clerk, claim, account)
    const table = {
      title: '第一批',
      fund: '就业补助资金',
      remark: '',
      claims: [{ claim, note: '单位来函，账户已核对' }],
    }
    const payment = await createPayment(deps, clerk, table)
    await reviewPayment(deps, finance, payment, { outcome: 'confirmed', note: '' })
    const [line] = (await paymentDetail(deps, clerk, payment)).rows
    const paid = { line: line?.id ?? '', outcome: 'paid' as const, day: dayOf(clock.ms), voucher: '1', reason: '' }
    await noteResult(deps, clerk, payment, paid)
    const { total, by } = await readStatistics(deps, clerk, { from: '2026-01-01', to: '2027-12-31' })

    const kept = taken.package ?? ''
    await reverify(deps, clerk, kept)
    clock.ms += 4 * 366 * DAY
    const disposal = await askPackageDisposal(deps, clerk, { packages: [kept], reason: '到期' })
    await holdPackages(deps, chief, { number: taken.claim?.number ?? '', reason: '审计' })
    const held = await confirmPackageDisposal(deps, chief, disposal).catch(String)
    const state = await keepingState(deps, chief)
    return {
      intake: [taken, again, stage].map(({ outcome, verdict, problem }) => [outcome, verdict, problem]),
      queue: queue.rows.map(({ status, risk, people: count, asked: money }) => [status, risk, count, money]),
      people: people.map(({ name, hours, asked: money, amount }) => [name, hours, money, amount]),
      drawn: people.filter(({ drawn }) => drawn).length,
      ...{ cleared, line: line && [line.amount, line.people, line.findings, line.note], total },
      months: by.month.map(({ key, asked: of, paid: out }) => [key, of.people, out.people]),
      kept: [state.packages, state.over.length, state.holds.length, String(held).includes('暂停销毁')],
      course: (await courseOf(deps, clerk, claim)).map(({ what }) => what),
    }
  } finally {
    await at.close()
  }
}

onPostgres('a package from its coming to its disposal', ({ open, url }) => {
  it('comes to the same on PostgreSQL as on SQLite, at every desk of the bureau', async () => {
    await (await open()).close()
    const there = await walk(url())
    expect(there).toMatchObject({
      intake: [
        ['claim', 'doubtful', ''],
        ['same', '', expect.stringContaining('已经收过')],
        ['stage', 'doubtful', ''],
      ],
      queue: [['agreed', expect.any(Object), 2, expect.any(Number)]],
      ...{ cleared: 1, total: { asked: { people: 2 }, paid: { people: 2 } } },
      kept: [2, 0, 1, true],
    })
    expect(there).toEqual(await walk())
  })
})
