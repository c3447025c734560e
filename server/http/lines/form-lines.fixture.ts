import { layouts } from '../../../shared/forms/layouts'
import { layoutAsTemplate } from '../../claim/forms/examples'
import { formXlsx } from '../../claim/forms/xlsx'
import { everybody, type Lines, readers, writers } from './line.fixture'

const [form = { id: '' }] = layouts
const workbook = async () => {
  const [layout] = layouts
  if (!layout) throw new Error('no layout')
  return formXlsx(layoutAsTemplate(layout))
}
const own = `/api/forms/${form.id}/own`

/** How forms look. */
export const formLines: Lines = {
  'GET /api/forms': { may: readers, other: 'nothing' },
  'GET /api/forms/:id/template.xlsx': {
    may: everybody,
    ask: () => ({ path: `/api/forms/${form.id}/template.xlsx` }),
    other: 'nothing',
  },
  'POST /api/forms/:id/check': {
    may: writers,
    ask: async () => ({ path: `/api/forms/${form.id}/check`, body: await workbook() }),
    other: 'nothing',
  },
  'POST /api/forms/:id/own': {
    may: writers,
    ask: async () => ({ path: `${own}?name=${encodeURIComponent('表样.xlsx')}`, body: await workbook() }),
    other: 'nothing',
  },
  'DELETE /api/forms/:id/own': {
    may: writers,
    ask: async (firm) => {
      await firm.hr.call('POST', `${own}?name=x`, await workbook())
      return { path: own }
    },
    other: 'nothing',
  },
}
