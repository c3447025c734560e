import { eq } from 'drizzle-orm'
import { writeXlsx } from 'hucre'
import { onTestFinished } from 'vitest'
import { TestClock } from '../../access/access.fixture'
import { openBureau } from '../bureau.fixture'
import { clearPublicity } from '../publicity/clear'
import { publish } from '../publicity/publish'
import { createPayment } from './create-payment'
import { reviewPayment } from './review-payment'

export const SCHOOL = '示范学校'
const table = { title: '第一批拨付', fund: '就业补助资金', remark: '' }
/** Another account of the same firm. */
export const other = { name: SCHOOL, bank: '农业银行', number: '6228480000000009', reason: '单位来函更正账户' }

/** A bureau with claims on their way to be paid; closed when the test is over, or when the caller says. */
export async function desk(whenOver: (close: () => Promise<void>) => void = onTestFinished) {
  const clock = new TestClock()
  clock.at = Date.parse('2026-11-23T02:00:00Z')
  const bureau = await openBureau({}, clock)
  whenOver(bureau.close)
  const [hr, finance] = [await bureau.member('hr'), await bureau.member('finance')]
  const school = await bureau.firm(SCHOOL)
  const { deps } = bureau
  let people = 0
  /** Claims that were put up, and cleared where `cleared`. */
  const shown = async (count: number, cleared = true, firm = school) => {
    const claims: string[] = []
    for (let i = 0; i < count; i++)
      claims.push(await bureau.claim(firm, [bureau.someone(++people)], { status: 'agreed' }))
    const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }
    const publicity = await publish(deps, hr, { ...notice, claims })
    clock.pass(10 * 86_400_000)
    if (cleared) await clearPublicity(deps, hr, publicity)
    return { claims, publicity }
  }
  const batch = async (claims: readonly string[], note = '') =>
    createPayment(deps, hr, { ...table, claims: claims.map((claim) => ({ claim, note })) })
  const confirmed = async (claims: readonly string[]) => {
    const id = await batch(claims)
    await reviewPayment(deps, finance, id, { outcome: 'confirmed', note: '' })
    return id
  }
  const { t, read } = deps.store
  const status = async (id: string) =>
    (await read.select({ is: t.bureauClaim.status }).from(t.bureauClaim).where(eq(t.bureauClaim.id, id)))[0]?.is
  return { ...bureau, clock, hr, finance, shown, batch, confirmed, status, today: '2026-12-03' }
}

/** A file of results. */
export const sheet = (...rows: string[][]) =>
  writeXlsx({
    sheets: [
      { name: '拨付结果', rows: [['付款编号', '金额（元）', '结果', '拨付日期', '凭证号', '失败原因'], ...rows] },
    ],
  })
