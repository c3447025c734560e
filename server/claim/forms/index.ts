import { showTime } from '../../../shared/calendar/beijing'
import { fillLayout } from '../../../shared/forms/fill'
import type { FilledForm } from '../../../shared/forms/grid'
import type { Layout } from '../../../shared/forms/layout'
import { layouts } from '../../../shared/forms/layouts'
import type { Values } from '../../../shared/forms/value'
import type { ClaimData } from '../claim-data'
import { formPdf } from './pdf'
import { shortCode } from './short-code'
import { claimValues } from './values/claim-values'
import { classValues } from './values/class-values'
import { formXlsx } from './xlsx'

export interface FormFile {
  /** Below the folder of the claim: `forms/people.xlsx`, `classes/<class>/forms/roster.pdf`. */
  path: string
  bytes: Uint8Array
}

/** Which forms a claim has. */
export const formsOf = ({ claimant, onBehalf }: Pick<ClaimData, 'claimant' | 'onBehalf'>): Layout[] =>
  layouts.filter((one) => (one.for ?? claimant.kind) === claimant.kind && (!one.onBehalf || onBehalf))

/** A form filled in, for every renderer. */
export const filledForm = (layout: Layout, values: Values, data: ClaimData): FilledForm => ({
  id: layout.id,
  name: layout.name,
  mark: {
    form: `${layout.name} 版式 ${layout.version}`,
    code: shortCode(data.dataHash),
    madeAt: showTime(data.madeAt),
  },
  sheets: fillLayout(layout, values),
})

/** Every form of a claim as XLSX and PDF, one after the other: no more than one is held. */
export async function* eachClaimForm(data: ClaimData): AsyncGenerator<FormFile> {
  const forms = formsOf(data)
  for (const one of data.classes) {
    const values = classValues(data, one)
    for (const layout of forms.filter(({ of }) => of === 'class'))
      yield* both(filledForm(layout, values, data), data, `classes/${one.data.trained.id}/`)
  }
  const values = claimValues(data)
  for (const layout of forms.filter(({ of }) => of === 'claim')) yield* both(filledForm(layout, values, data), data, '')
}

async function* both(form: FilledForm, { madeAt }: ClaimData, folder: string): AsyncGenerator<FormFile> {
  yield { path: `${folder}forms/${form.id}.xlsx`, bytes: await formXlsx(form) }
  yield { path: `${folder}forms/${form.id}.pdf`, bytes: await formPdf(form, madeAt) }
}

/** Every form of a claim as XLSX and PDF. */
export async function claimForms(data: ClaimData): Promise<readonly FormFile[]> {
  const files: FormFile[] = []
  for await (const file of eachClaimForm(data)) files.push(file)
  return files
}
