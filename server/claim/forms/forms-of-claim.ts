import { inArray } from 'drizzle-orm'
import type { ClaimForms } from '../../../shared/api/forms'
import { type FilledForm, printedForm } from '../../../shared/forms/grid'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { filerKind } from '../../training/plan/filed'
import { claimOf, classesOfClaim } from '../claims/claim-row'
import { claimData } from '../claims/data'
import { whole } from '../whole'
import { fillForm, formsOf } from '.'
import { demandLayout, ownFormsOf } from './own/own-forms'
import { formPdf } from './pdf'
import { shortCode } from './short-code'
import { claimValues } from './values/claim-values'
import { classValues } from './values/class-values'

/** Which forms a claim has, without making any. Throws `not-found`. */
export async function listClaimForms({ store }: Deps, actor: Actor, id: string): Promise<ClaimForms> {
  requireRole(actor, 'teacher', 'auditor', 'finance')
  const { t, read } = store
  const claim = await claimOf(read, store, id, actor.organisation)
  const order = (await classesOfClaim(read, store, id)).map((one) => one.class)
  const classes = await read
    .select({ id: t.class.id, name: t.class.name })
    .from(t.class)
    .where(inArray(t.class.id, order))
  const own = await ownFormsOf(store, actor.organisation)
  const forms = formsOf({ claimant: { kind: filerKind(actor) }, onBehalf: claim.onBehalf })
  const shown = (of: 'claim' | 'class') =>
    forms.filter((one) => one.of === of).map((one) => ({ id: one.id, name: one.name, own: own.has(one.id) }))
  return {
    ...(claim.reckoned && { code: shortCode(claim.reckoned.dataHash) }),
    forms: [
      ...shown('claim'),
      ...order.flatMap((at) => {
        const one = classes.find((row) => row.id === at)
        return one ? shown('class').map((form) => ({ ...form, class: one })) : []
      }),
    ],
  }
}

export interface ClaimFormRequest {
  claim: string
  form: string
  /** Which class, of the forms that there is one of for each. */
  class?: string | undefined
}

/** A form of a claim to print. Audited: it holds full ID numbers. Throws `not-found`. */
export async function showClaimForm(deps: Deps, actor: Actor, request: ClaimFormRequest): Promise<FilledForm> {
  return printedForm((await made(deps, actor, request, 'print')).form)
}

export async function claimFormXlsx(deps: Deps, actor: Actor, request: ClaimFormRequest): Promise<Named> {
  const { xlsx, name } = await made(deps, actor, request, 'xlsx')
  return { file: await whole(xlsx), name: `${name}.xlsx` }
}

export async function claimFormPdf(deps: Deps, actor: Actor, request: ClaimFormRequest): Promise<Named> {
  const { form, madeAt, name } = await made(deps, actor, request, 'pdf')
  return { file: await whole(formPdf(form, madeAt)), name: `${name}.pdf` }
}

interface Named {
  file: Uint8Array
  name: string
}

async function made(deps: Deps, actor: Actor, request: ClaimFormRequest, how: string) {
  requireRole(actor, 'hr')
  const layout = demandLayout(request.form)
  const data = await claimData(deps, actor, request.claim)
  if (!formsOf(data).includes(layout)) throw new Refused('not-found', '这份申请没有这张表')
  const one = data.classes.find(({ data: { trained } }) => trained.id === request.class)
  if (layout.of === 'class' && !one) throw new Refused('not-found', '这份申请里没有这个培训班')
  const values = layout.of === 'class' && one ? classValues(data, one) : claimValues(data)
  const filled = await fillForm(layout, values, data, await ownFormsOf(deps.store, actor.organisation))
  await deps.store.tx((q) =>
    recordAudit(q, deps.store, deps.clock, actor, 'claim.forms', request.claim, {
      ...{ how, name: layout.name, people: data.people.length },
    }),
  )
  const of = layout.of === 'class' && one ? `-${one.data.trained.name}` : ''
  return { ...filled, madeAt: data.madeAt, name: `${layout.name}${of}-${data.number}` }
}
