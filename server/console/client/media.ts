import * as v from 'valibot'
import { jobStarted } from '../../../shared/api/jobs'
import type { ListQuery } from '../../../shared/api/lists'
import {
  type AskDisposalRequest,
  classVideos,
  filesPage,
  type HoldRequest,
  mediaState,
  type OwnRuleRequest,
  type SettleRequest,
  type StandInRequest,
} from '../../../shared/api/media'
import { ask } from './http'
import { queryText } from './lists'

const nothing = v.object({})
const ofClass = (id: string, rest: string) => `/classes/${encodeURIComponent(id)}/${rest}`

/** The console routes about lecture videos (shared/api/media.ts). All throw `Problem`. */
export const media = {
  ofClass: (id: string) => ask(classVideos, 'GET', ofClass(id, 'videos')),
  standIn: (id: string, request: StandInRequest) => ask(classVideos, 'POST', ofClass(id, 'videos'), request),
  settle: (id: string, request: SettleRequest) => ask(classVideos, 'POST', ofClass(id, 'settled'), request),
  end: (statement: string, reason: string) =>
    ask(nothing, 'POST', `/videos/${encodeURIComponent(statement)}/end`, { reason }),
  cancel: (upload: string) => ask(nothing, 'DELETE', `/media/uploads/${encodeURIComponent(upload)}`),
  state: () => ask(mediaState, 'GET', '/media'),
  files: (query: ListQuery) => ask(filesPage, 'GET', `/media/files?${queryText(query)}`),
  check: () => ask(jobStarted, 'POST', '/media/check', {}),
  addRule: (request: OwnRuleRequest) => ask(mediaState, 'POST', '/media/rules', request),
  hold: (request: HoldRequest) => ask(mediaState, 'POST', '/media/holds', request),
  endHold: (id: string, reason: string) =>
    ask(mediaState, 'POST', `/media/holds/${encodeURIComponent(id)}/end`, { reason }),
  askDisposal: (request: AskDisposalRequest) => ask(mediaState, 'POST', '/media/disposals', request),
  confirmDisposal: (id: string) => ask(mediaState, 'POST', `/media/disposals/${encodeURIComponent(id)}/confirm`, {}),
  withdrawDisposal: (id: string) => ask(mediaState, 'POST', `/media/disposals/${encodeURIComponent(id)}/withdraw`, {}),
}

/** Where a kept video plays and is saved from. */
export const videoAddress = (file: string): string => `/api/media/files/${encodeURIComponent(file)}`
