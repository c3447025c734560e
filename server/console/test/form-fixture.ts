import type { Hono } from 'hono'
import type { ClaimForms, FilledForm, FormList, FormReport } from '../../../shared/api/forms'
import { exampleValues } from '../../../shared/forms/examples'
import { fillLayout } from '../../../shared/forms/fill'
import { layoutOf, layouts } from '../../../shared/forms/layouts'
import { at } from './instants'
import type { Screen } from './screens'

const list: FormList = layouts
  .filter((one) => one.for !== 'enterprise')
  .map(({ id, name, of, version, source }) => ({
    ...{ id, name, of, version, source },
    ...(id === 'people' && { own: { version: 2, name: '绥化市补贴人员花名册.xlsx', at: at(9) } }),
  }))
const sheetsOf = (id: string) => {
  const layout = layoutOf(id) ?? layouts[0]
  return layout
    ? fillLayout(layout, exampleValues(layout.of)).map((sheet) => ({ ...sheet, rows: [...sheet.rows] }))
    : []
}
const fine: FormReport = {
  problems: [],
  names: ['姓名', '身份证号', '补贴金额'],
  sheets: sheetsOf('people').slice(0, 1),
}
const wrong: FormReport = {
  problems: ['工作表“花名册”B5 的占位符“名字”不认识，请对照下面的名称表改正'],
  names: ['名字'],
  sheets: [],
}
const ofClaim: ClaimForms = {
  code: 'bbfde498a4',
  forms: list.map(({ id, name, of }) => ({
    ...{ id, name, own: id === 'people' },
    ...(of === 'class' && { class: { id: 'class-1', name: '养老护理员第1期' } }),
  })),
}

/** Forms, answered from the built-in layouts and their examples. */
export function formRoutes(app: Hono): void {
  app.get('/api/forms', (c) => c.json(list))
  app.post('/api/forms/:id/check', (c) => c.json(c.req.param('id') === 'roster' ? wrong : fine))
  app.get('/api/claims/:id/forms', (c) => c.json(ofClaim))
  app.get('/api/claims/:id/forms/:form', (c) => {
    const id = c.req.param('form')
    const name = layoutOf(id)?.name ?? ''
    const mark = { form: `${name} 版式 1`, code: 'bbfde498a4', madeAt: '2027-01-23 08:30' }
    const form: FilledForm = { id, name, mark, sheets: sheetsOf(id) }
    return c.json(form)
  })
}

const check =
  (name: string, said: string): NonNullable<Screen['prepare']> =>
  async (page) => {
    await page.getByRole('button', { name: new RegExp(`换成人社局的表样.*${name}`) }).click()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([{ name: '表样.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') }])
    await page.getByText(said).waitFor()
  }

export const formScreens: Screen[] = [
  { name: 'forms', path: '/settings/forms', prepare: (page) => page.getByText('绥化市补贴人员花名册').waitFor() },
  { name: 'forms-fine', path: '/settings/forms', prepare: check('补贴人员花名册', '检查通过') },
  { name: 'forms-wrong', path: '/settings/forms', prepare: check('学员名册', '不认识') },
  {
    name: 'form-print',
    path: '/claims/claim-1/forms/subsidy',
    prepare: (page) => page.getByText('职业培训补贴资金申请表').waitFor(),
  },
]
