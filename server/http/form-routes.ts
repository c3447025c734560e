import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { ownFormName } from '../../shared/api/forms'
import { layoutAsTemplate } from '../../shared/forms/examples'
import {
  type ClaimFormRequest,
  claimFormPdf,
  claimFormXlsx,
  listClaimForms,
  showClaimForm,
} from '../claim/forms/forms-of-claim'
import { MAX_OWN_FORM } from '../claim/forms/own/open-own'
import { checkOwnForm, demandLayout, listForms, publishOwnForm, withdrawOwnForm } from '../claim/forms/own/own-forms'
import { formXlsx } from '../claim/forms/xlsx'
import { whole } from '../claim/whole'
import type { Deps } from '../deps'
import type { Env } from './decision-routes'
import { download, XLSX } from './download'
import { limited } from './limited'

/** Console routes about how forms look. Behind the session. List: shared/api/forms.ts. */
export function formRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const upload = limited(MAX_OWN_FORM, '表样超过 2 MB，请去掉里面的大图再上传')
  const bytes = async (c: Context<Env>) => new Uint8Array(await c.req.arrayBuffer())

  routes.get('/forms', async (c) => c.json(await listForms(deps, actor(c))))
  routes.get('/forms/:id/template.xlsx', async (c) => {
    const layout = demandLayout(c.req.param('id'))
    return download(c, await whole(formXlsx(layoutAsTemplate(layout))), `${layout.name}-表样.xlsx`, XLSX)
  })
  routes.post('/forms/:id/check', upload, async (c) =>
    c.json(await checkOwnForm(actor(c), c.req.param('id'), await bytes(c))),
  )
  routes.post('/forms/:id/own', upload, async (c) => {
    const name = v.parse(ownFormName, c.req.query('name') ?? '')
    await publishOwnForm(deps, actor(c), { id: c.req.param('id'), name, bytes: await bytes(c) })
    return c.json(await listForms(deps, actor(c)))
  })
  routes.delete('/forms/:id/own', async (c) => {
    await withdrawOwnForm(deps, actor(c), c.req.param('id'))
    return c.json(await listForms(deps, actor(c)))
  })

  const asked = (c: Context<Env>): ClaimFormRequest => ({
    claim: c.req.param('id') ?? '',
    form: c.req.param('form') ?? '',
    class: c.req.query('class'),
  })
  routes.get('/claims/:id/forms', async (c) => c.json(await listClaimForms(deps, actor(c), c.req.param('id'))))
  routes.get('/claims/:id/forms/:form', async (c) => c.json(await showClaimForm(deps, actor(c), asked(c))))
  routes.get('/claims/:id/forms/:form/xlsx', async (c) => {
    const { file, name } = await claimFormXlsx(deps, actor(c), asked(c))
    return download(c, file, name, XLSX)
  })
  routes.get('/claims/:id/forms/:form/pdf', async (c) => {
    const { file, name } = await claimFormPdf(deps, actor(c), asked(c))
    return download(c, file, name, 'application/pdf')
  })
  return routes
}
