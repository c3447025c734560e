import { type AddLog, type AnswerRefusal, cosignAnswer, witnessState } from '../../../shared/api/witness'
import { ask, askFile } from './http'

const act = (path: string, body: object) => ask(witnessState, 'POST', `/witness/${path}`, body)
const ofLog = (id: string, rest: string) => `logs/${encodeURIComponent(id)}/${rest}`

/** 备查, one function a route. All throw `Problem`. */
export const witness = {
  state: () => ask(witnessState, 'GET', '/witness'),
  on: (name: string) => act('on', { name }),
  addLog: (request: AddLog) => act('logs', request),
  endLog: (id: string, reason: string) => act(ofLog(id, 'end'), { reason }),
  look: (id: string) => act(ofLog(id, 'look'), {}),
  cosign: (id: string, file: string) => ask(cosignAnswer, 'POST', `/witness/${ofLog(id, 'cosign')}`, { file }),
  answer: (id: string, request: AnswerRefusal) => act(ofLog(id, 'answer'), request),
  name: (key: string) => act('named', { key }),
  endNamed: (id: string) => act(`named/${encodeURIComponent(id)}/end`, {}),
  logFile: () => askFile('POST', '/witness/log-file', '封存日志.json', {}),
  statement: (statement: string) => act('statement', { statement }),
}
