import { expect, it, onTestFinished } from 'vitest'
import { readTables } from '../../training/roster/read-table'
import { openBureau } from '../bureau.fixture'
import { correctAccount } from '../payment/correct-account'
import { publish } from '../publicity/publish'
import { comment } from '../review/comment'
import { decideReview } from '../review/decide'
import { propose } from '../review/propose'
import { courseOf } from './course'
import { coursePaper } from './course-paper'

async function decided() {
  const bureau = await openBureau()
  onTestFinished(bureau.close)
  const { deps, member, firm, claim, someone } = bureau
  const [clerk, head, auditor] = [
    await member('hr', '李经办'),
    await member('manager', '王局长'),
    await member('auditor'),
  ]
  const school = await firm('示范学校')
  const id = await claim(school, [someone(1), someone(2)])
  const filing = (occupation: string, plan: string) => ({
    ...{
      id: plan,
      organisation: bureau.organisation,
      firm: school,
      kind: 'institution',
      plan,
      series: plan,
      version: 1,
    },
    ...{
      hash: (plan === 'own' ? 'a' : 'c').repeat(64),
      key: 'b'.repeat(64),
      number: `开班〔2026〕${plan}`,
      title: '一班',
      occupation,
    },
    ...{
      level: '五级',
      trainees: 2,
      from: '2000-01-01',
      to: '2099-12-31',
      filedAt: 1,
      receivedAt: 2,
      due: '2026-12-30',
    },
    ...{
      tentative: 0,
      status: 'agreed',
      statement: '{"body":{}}',
      body: '{}',
      receipt: '{"body":{}}',
      by: clerk.member,
    },
  })
  const { t, tx, read } = deps.store
  const [person] = await read.select().from(t.bureauPerson)
  await tx(async (q) => {
    await q.insert(t.bureauFiling).values([filing(person?.occupation ?? '', 'own'), filing('别的工种', 'another')])
    await q.insert(t.bureauFilingDecision).values({
      ...{ id: 'd', organisation: bureau.organisation, filing: 'own', outcome: 'agreed', number: '同意1号' },
      ...{ date: '2026-03-01', remarks: '', missing: '[]', statement: '{"body":{}}', by: head.member, at: 3 },
    })
  })
  await comment(deps, clerk, id, '电话问过')
  await propose(deps, clerk, id, { outcome: 'agreed', remark: '材料齐全', items: [] })
  const [proposal] = await read.select().from(t.bureauProposal)
  await decideReview(deps, head, id, {
    proposal: proposal?.id ?? '',
    confirm: true,
    number: '审〔2026〕7号',
    remark: '',
  })
  await publish(deps, clerk, {
    ...{ title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5, claims: [id] },
  })
  return { ...bureau, id, clerk, head, auditor }
}

it('tells who filed, agreed, proposed, decided and published, the oldest first, each with the name of who did it', async () => {
  const { deps, id, auditor } = await decided()
  const steps = await courseOf(deps, auditor, id)
  expect(steps.map(({ what, by }) => `${what} ${by}`)).toEqual([
    '受理开班申请 李经办',
    '开班申请：同意 王局长',
    '备注 李经办',
    '提出审核意见 李经办',
    '审核同意 王局长',
    '开始公示 李经办',
  ])
  expect(steps[4]?.detail).toMatch(/编号：审〔2026〕7号.*金额：[\d,.]+ 元/)
  expect(steps[3]?.detail).toContain('意见：材料齐全')
})

it('tells of a corrected account as a step of its own, both accounts masked', async () => {
  const { deps, id, clerk, auditor } = await decided()
  const account = { name: '示范学校', bank: '农商行绥化支行', number: '6228480000004321' }
  await correctAccount(deps, clerk, id, { ...account, reason: '账号有误，付款退回' })
  const last = (await courseOf(deps, auditor, id)).find(({ what }) => what === '更正收款账户')
  expect(last?.by).toBe('李经办')
  expect(last?.detail).toMatch(/原账户：.*\*\*\*\*\d{4}；现账户：农商行绥化支行 \*\*\*\*4321；原因：账号有误，付款退回/)
  expect(last?.detail).not.toContain('622848')
})

it('is a workbook of the same steps, and that it left the house is a step of its own', async () => {
  const { deps, id, auditor } = await decided()
  const { file, name } = await coursePaper(deps, auditor, id, 'xlsx')
  expect(name).toMatch(/^补贴申请全过程清单-受理.*\.xlsx$/)
  const [sheet] = await readTables(file)
  const text = JSON.stringify(sheet)
  for (const said of ['受理开班申请', '审〔2026〕7号', '王局长']) expect(text).toContain(said)
  expect((await coursePaper(deps, auditor, id, 'pdf')).file.subarray(0, 4)).toEqual(new TextEncoder().encode('%PDF'))
  const last = (await courseOf(deps, auditor, id)).at(-1)
  expect(last).toMatchObject({ source: 'record', what: '打印全过程清单', by: 'auditor' })
})

it('is told to nobody of another bureau', async () => {
  const { deps, id, auditor } = await decided()
  await expect(courseOf(deps, { ...auditor, organisation: 'another' }, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(courseOf(deps, { ...auditor, role: 'finance' }, id)).rejects.toMatchObject({ code: 'not-allowed' })
})
