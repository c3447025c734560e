import { layoutAsTemplate } from '../../../shared/forms/examples'
import { layouts } from '../../../shared/forms/layouts'
import { formXlsx } from '../../claim/forms/xlsx'
import { whole } from '../../claim/whole'
import type { Firm } from '../firms.fixture'
import { everybody, type Lines, readers, writers } from './line.fixture'
import { send } from './plan-lines.fixture'

const [form = { id: '' }] = layouts
const workbook = async () => {
  const [layout] = layouts
  if (!layout) throw new Error('no layout')
  return whole(formXlsx(layoutAsTemplate(layout)))
}
const own = `/api/forms/${form.id}/own`

/** A form of a claim of the class. */
const ofClaim = (rest: (firm: Firm) => string) => async (firm: Firm) => {
  const { id } = await send<{ id: string }>(firm, 'POST', '/api/claims', { classes: [firm.class] })
  return { path: `/api/claims/${id}/forms${rest(firm)}` }
}

/** How forms look, and the forms of a claim. */
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
  'GET /api/claims/:id/forms': { may: everybody, ask: ofClaim(() => ''), other: 'not-found' },
  'GET /api/claims/:id/forms/:form': { may: writers, ask: ofClaim(() => '/people'), other: 'not-found' },
  'GET /api/claims/:id/forms/:form/xlsx': {
    may: writers,
    ask: ofClaim((firm) => `/roster/xlsx?class=${firm.class}`),
    other: 'not-found',
  },
  'GET /api/claims/:id/forms/:form/pdf': { may: writers, ask: ofClaim(() => '/subsidy/pdf'), other: 'not-found' },
}
