import { showTime } from '../../../shared/calendar/beijing'
import { fillLayout } from '../../../shared/forms/fill'
import type { Form, FormMark } from '../../../shared/forms/grid'
import type { Layout } from '../../../shared/forms/layout'
import { layouts } from '../../../shared/forms/layouts'
import type { Values } from '../../../shared/forms/value'
import type { ClaimData } from '../claim-data'
import { fillOwn } from './own/fill-own'
import type { OwnForms } from './own/own-forms'
import { formPdf } from './pdf'
import { shortCode } from './short-code'
import { claimValues } from './values/claim-values'
import { classValues } from './values/class-values'
import { formXlsx } from './xlsx'

export interface FormFile {
  /** Below the folder of the claim: `forms/people.xlsx`, `classes/<class>/forms/roster.pdf`. */
  path: string
  /** Made as it is read. */
  content: Uint8Array | AsyncIterable<Uint8Array>
}

/** Which forms a claim has. */
export const formsOf = ({
  claimant,
  onBehalf,
}: Pick<ClaimData, 'onBehalf'> & { claimant: Pick<ClaimData['claimant'], 'kind'> }): Layout[] =>
  layouts.filter((one) => (one.for ?? claimant.kind) === claimant.kind && (!one.onBehalf || onBehalf))

/** A form filled in, to be printed, and its workbook: from the built-in layout, or from the bureau's own workbook. */
export async function fillForm(
  layout: Layout,
  values: Values,
  data: Pick<ClaimData, 'dataHash' | 'madeAt'>,
  own: OwnForms,
): Promise<{ form: Form; xlsx: FormFile['content'] }> {
  const theirs = own.get(layout.id)
  const mark: FormMark = {
    form: theirs ? `${layout.name} 本地表样 ${theirs.version}` : `${layout.name} 版式 ${layout.version}`,
    code: shortCode(data.dataHash),
    madeAt: showTime(data.madeAt),
  }
  const named = { id: layout.id, name: layout.name, mark }
  if (theirs) {
    const { xlsx, sheets } = await fillOwn(theirs.bytes, layout.of, values, mark)
    return { form: { ...named, sheets }, xlsx }
  }
  const form = { ...named, sheets: fillLayout(layout, values) }
  return { form, xlsx: formXlsx(form) }
}

/** Every form of a claim as XLSX and PDF, one after the other, each row by row: no more than a row or a page is held. */
export async function* eachClaimForm(data: ClaimData, own: OwnForms = new Map()): AsyncGenerator<FormFile> {
  const forms = formsOf(data)
  for (const one of data.classes) {
    const values = classValues(data, one)
    for (const layout of forms.filter(({ of }) => of === 'class'))
      yield* both(layout, values, data, own, `classes/${one.data.trained.id}/`)
  }
  const values = claimValues(data)
  for (const layout of forms.filter(({ of }) => of === 'claim')) yield* both(layout, values, data, own, '')
}

async function* both(
  layout: Layout,
  values: Values,
  data: ClaimData,
  own: OwnForms,
  folder: string,
): AsyncGenerator<FormFile> {
  const { form, xlsx } = await fillForm(layout, values, data, own)
  yield { path: `${folder}forms/${layout.id}.xlsx`, content: xlsx }
  yield { path: `${folder}forms/${layout.id}.pdf`, content: formPdf(form, data.madeAt) }
}
