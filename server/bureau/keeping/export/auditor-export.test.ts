import { expect, it, onTestFinished } from 'vitest'
import { openZip } from '../../../claim/open-zip'
import { openBureau } from '../../bureau.fixture'
import { comment } from '../../review/comment'
import { auditorExport } from './auditor-export'

async function desk() {
  const bureau = await openBureau()
  onTestFinished(bureau.close)
  const [clerk, auditor] = [await bureau.member('hr', '李经办'), await bureau.member('auditor')]
  const one = bureau.someone(1)
  const id = await bureau.claim(await bureau.firm('示范学校'), [one], { title: '=SUM(A1),第一批' })
  await comment(bureau.deps, clerk, id, '电话"问过"')
  const read = async (authorisation: string) => {
    const made = await auditorExport(bureau.deps, auditor, { authorisation })
    const zip = await openZip(made.path)
    onTestFinished(() => zip.close())
    return async (name: string) => Buffer.from((await zip.get(`${name}.csv`)) ?? []).toString('utf8')
  }
  return { ...bureau, clerk, auditor, one, read }
}

it('is flat files with a mark of UTF-8 and a dictionary of every column, ID numbers masked, formulas disarmed', async () => {
  const { one, read } = await desk()
  const file = await read('')
  const people = await file('人员')
  expect(people.startsWith('\ufeff受理号,序号,培训班')).toBe(true)
  expect(people).toContain(`${one.idNumber.slice(0, 6)}********${one.idNumber.slice(-4)}`)
  expect(people).not.toContain(one.idNumber)
  expect(await file('补贴申请')).toContain(`"'=SUM(A1),第一批"`)
  expect(await file('办理过程')).toContain('"内容：电话""问过""",李经办')
  const dictionary = await file('字段说明')
  for (const name of [
    '单位',
    '备案',
    '巡查',
    '补贴申请',
    '人员',
    '资料包',
    '疑点',
    '审核意见',
    '公示名单',
    '异议',
    '拨付',
    '追回',
    '操作记录',
  ]) {
    const [heads = ''] = (await file(name)).slice(1).split('\r\n')
    for (const title of heads.split(','))
      expect(dictionary, name).toMatch(new RegExp(`${name}\\.csv,[^\\n]*,${title},`))
  }
})

it('has full ID numbers only with the number of an authorisation, and the audit says by which', async () => {
  const { deps, one, read } = await desk()
  expect(await (await read('绥审〔2026〕12号'))('人员')).toContain(one.idNumber)
  const rows = await deps.store.read.select().from(deps.store.t.audit)
  const row = rows.find(({ action }) => action === 'audit-data.export-full')
  expect(row?.detail).toContain('绥审〔2026〕12号')
})

it('is for administrators, 负责人 and auditors alone', async () => {
  const { deps, clerk } = await desk()
  await expect(auditorExport(deps, clerk, { authorisation: '' })).rejects.toMatchObject({ code: 'not-allowed' })
})
