import * as v from 'valibot'
import type { ListQuery } from '../../../shared/api/lists'
import {
  type ByHandRequest,
  importedPage,
  importsPage,
  type SourceChoices,
  sourceReport,
} from '../../../shared/api/sources'
import { ask, askFile } from './http'
import { ofClass, queryText } from './lists'

const nothing = v.object({})
const query = (file: File, choices: SourceChoices, more: Record<string, string> = {}) =>
  new URLSearchParams({ ...more, name: file.name, choices: JSON.stringify(choices) })

/** The console routes of shared/api/sources.ts. All throw `Problem`. */
export const sources = {
  check: (id: string, file: File, choices: SourceChoices) =>
    ask(sourceReport, 'POST', `${ofClass(id, 'sources')}?${query(file, choices, { dry: '1' })}`, file),
  take: (id: string, file: File, choices: SourceChoices) =>
    ask(sourceReport, 'POST', `${ofClass(id, 'sources')}?${query(file, choices)}`, file),
  byHand: (id: string, request: ByHandRequest) => ask(nothing, 'POST', ofClass(id, 'by-hand'), request),
  withdraw: (id: string, reason: string) =>
    ask(nothing, 'POST', `/imports/${encodeURIComponent(id)}/withdraw`, { reason }),
  file: (id: string) => askFile('GET', `/imports/${encodeURIComponent(id)}/file`, '学习记录'),
  imports: (id: string) => (asked: ListQuery) =>
    ask(importsPage, 'GET', `${ofClass(id, 'imports')}?${queryText(asked)}`),
  imported: (id: string) => (asked: ListQuery) =>
    ask(importedPage, 'GET', `${ofClass(id, 'imported')}?${queryText(asked)}`),
}
