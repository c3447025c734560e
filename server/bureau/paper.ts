import { showTime } from '../../shared/calendar/beijing'
import type { BureauLayout } from '../../shared/forms/bureau'
import { fillLayout } from '../../shared/forms/fill'
import type { Form } from '../../shared/forms/grid'
import type { Values } from '../../shared/forms/value'
import { formPdf } from '../claim/forms/pdf'
import { formXlsx } from '../claim/forms/xlsx'
import { whole } from '../claim/whole'

export interface Paper {
  file: Uint8Array
  name: string
}
export const paperKinds = ['pdf', 'xlsx'] as const
export type PaperKind = (typeof paperKinds)[number]

/** A paper of the bureau's own as PDF or workbook: both from the same cells. `number` names the file. */
export async function paperOf(
  layout: BureauLayout,
  values: Values,
  number: string,
  kind: PaperKind,
  madeAt: number,
): Promise<Paper> {
  const form: Form = {
    ...{ id: layout.id, name: layout.name, sheets: fillLayout(layout, values) },
    mark: { form: `${layout.name} 版式 ${layout.version}`, madeAt: showTime(madeAt) },
  }
  const file = await whole(kind === 'pdf' ? formPdf(form, madeAt) : formXlsx(form))
  return { file, name: `${layout.name}-${number}.${kind}` }
}
