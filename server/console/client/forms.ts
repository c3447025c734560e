import { claimForm, claimForms, formList, formReport } from '../../../shared/api/forms'
import { ask, askFile } from './http'

const of = (id: string, rest: string) => `/forms/${encodeURIComponent(id)}${rest}`
const ofClaim = (claim: string, form: string, rest: string, classId?: string) =>
  `/claims/${encodeURIComponent(claim)}/forms/${encodeURIComponent(form)}${rest}${classId === undefined ? '' : `?class=${encodeURIComponent(classId)}`}`

/** The routes of shared/api/forms.ts, one function each. All throw `Problem`. */
export const forms = {
  list: () => ask(formList, 'GET', '/forms'),
  template: (id: string) => askFile('GET', of(id, '/template.xlsx'), '表样.xlsx'),
  check: (id: string, file: Blob) => ask(formReport, 'POST', of(id, '/check'), file),
  publish: (id: string, file: File) =>
    ask(formList, 'POST', of(id, `/own?name=${encodeURIComponent(file.name.slice(0, 100))}`), file),
  withdraw: (id: string) => ask(formList, 'DELETE', of(id, '/own')),
  ofClaim: (claim: string) => ask(claimForms, 'GET', `/claims/${encodeURIComponent(claim)}/forms`),
  show: (claim: string, form: string, classId?: string) => ask(claimForm, 'GET', ofClaim(claim, form, '', classId)),
  xlsx: (claim: string, form: string, classId?: string) =>
    askFile('GET', ofClaim(claim, form, '/xlsx', classId), '表格.xlsx'),
  pdf: (claim: string, form: string, classId?: string) =>
    askFile('GET', ofClaim(claim, form, '/pdf', classId), '表格.pdf'),
}
