import { readXlsx } from 'hucre'
import { expect, it } from 'vitest'
import { rosterTemplate, type TemplateOf } from './template'

const headings = async (of: TemplateOf) => (await readXlsx(await rosterTemplate(of))).sheets[0]?.rows[0] ?? []

const proof = ['人员类别', '人员类别证明', '证明有效期至']
const work = ['岗位', '用工形式', '派遣单位', '用工单位', '社保参保起始月']
const search = ['毕业日期', '培训券编号']

it.each<[TemplateOf['kind'], string, string[], string[]]>([
  ['enterprise', 'upskilling', work, search],
  ['enterprise', 'induction', [...work, '毕业日期'], ['培训券编号']],
  ['enterprise', 'apprenticeship', work, search],
  ['institution', 'employment', search, work],
  ['institution', 'entrepreneurship', search, work],
  // Of a plan that was not filed here: every type that the organisation holds.
  ['enterprise', '', [...work, '毕业日期'], ['培训券编号']],
  ['institution', '', search, work],
  ['bureau', '', [...work, ...search], []],
])('a template of %s, %s has the columns that type needs, and no other', async (kind, type, there, absent) => {
  const row = await headings({ kind, type })
  expect(row).toEqual(expect.arrayContaining(['姓名*', '身份证号*', ...proof, ...there, '备注']))
  expect(row.filter((heading) => absent.includes(String(heading)))).toEqual([])
})
