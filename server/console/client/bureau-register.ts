import * as v from 'valibot'
import {
  type AddDesignation,
  type AddPlatform,
  type DecideFiling,
  designationsImported,
  designationsPage,
  type EndEntry,
  type EndKey,
  type EnrolKey,
  filingAnswer,
  filingsPage,
  filingTaken,
  firmAnswer,
  firmsPage,
  keyEnded,
  keyRead,
  ownKeys,
  platformsPage,
  rotated,
} from '../../../shared/api/bureau-register'
import type { ListQuery } from '../../../shared/api/lists'
import { ask, askFile } from './http'
import { queryText } from './lists'

const nothing = v.object({})
const filing = (id: string, rest = '') => `/bureau/filings/${encodeURIComponent(id)}${rest}`
const page =
  <S extends v.GenericSchema>(schema: S, path: string) =>
  (query: ListQuery): Promise<v.InferOutput<S>> =>
    ask(schema, 'GET', `${path}?${queryText(query)}`)

/** The routes of shared/api/bureau-register.ts, one function each. All throw `Problem`. */
export const register = {
  firms: page(firmsPage, '/bureau/firms'),
  firm: (id: string) => ask(firmAnswer, 'GET', `/bureau/firms/${encodeURIComponent(id)}`),
  enrol: (request: EnrolKey) => ask(keyRead, 'POST', '/bureau/keys', request),
  rotate: (file: string) => ask(rotated, 'POST', '/bureau/keys/rotation', { file }),
  endKey: (id: string, request: EndKey) => ask(keyEnded, 'POST', `/bureau/keys/${encodeURIComponent(id)}/end`, request),

  designations: page(designationsPage, '/bureau/designations'),
  addDesignation: (request: AddDesignation) => ask(nothing, 'POST', '/bureau/designations', request),
  importDesignations: (file: Blob) => ask(designationsImported, 'POST', '/bureau/designations/import', file),
  designationTemplate: () => askFile('GET', '/bureau/designations/template.xlsx', '定点培训机构导入模板.xlsx'),
  platforms: page(platformsPage, '/bureau/platforms'),
  addPlatform: (request: AddPlatform) => ask(nothing, 'POST', '/bureau/platforms', request),
  addRecommended: () => ask(v.object({ added: v.number() }), 'POST', '/bureau/platforms/recommended', {}),
  end: (kind: 'designations' | 'platforms', id: string, request: EndEntry) =>
    ask(nothing, 'POST', `/bureau/${kind}/${encodeURIComponent(id)}/end`, request),

  filings: page(filingsPage, '/bureau/filings'),
  filing: (id: string) => ask(filingAnswer, 'GET', filing(id)),
  receive: (file: Blob) => ask(filingTaken, 'POST', '/bureau/filings', file),
  decide: (id: string, request: DecideFiling) => ask(filingAnswer, 'POST', filing(id, '/decision'), request),
  filingFile: (id: string) => askFile('GET', filing(id, '/filing.json'), '报送文件.json'),
  receiptFile: (id: string) => askFile('GET', filing(id, '/receipt.json'), '受理回执.json'),
  decisionFile: (id: string) => askFile('GET', filing(id, '/decision.json'), '审核结果.json'),

  ownKeys: () => ask(ownKeys, 'GET', '/organisation/keys'),
  keyFile: () => askFile('GET', '/organisation/key-file', '单位密钥文件.json'),
  rotateOwn: () => ask(ownKeys, 'POST', '/organisation/key-rotation', {}),
  rotationFile: (id: string) => askFile('GET', `/organisation/key-rotations/${id}`, '密钥更换文件.json'),
}
