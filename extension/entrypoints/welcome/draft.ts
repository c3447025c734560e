import type { JoinInput } from '../../joining'
import { words } from '../../locales'
import { serverOrigin } from '../../parse-url'
import type { Known } from './given'

export type Way = JoinInput['by']

/** What was typed; kept while steps go back and forth. */
export interface JoinDraft {
  by: Way
  server: string
  /** Where server and class are from, when nobody has to type them. */
  known?: Known | undefined
  code: string
  classCode: string
  name: string
  lastSix: string
  file: string
  fileName: string
  /** Chosen person, empty for a new one. */
  person: string
  pin: string
}

export type Typed = Exclude<keyof JoinDraft, 'known'>
export type DraftError = Partial<Record<Typed, string>>

/** What is missing or wrong, beside its field. Empty when the draft can be sent. */
export function checkDraft(draft: JoinDraft): DraftError {
  const { missing, badServer, badSix, badFile, badPin } = words.welcome
  const errors: DraftError = {}
  const need = (...fields: Typed[]) => {
    for (const field of fields) if (draft[field].trim() === '') errors[field] = missing
  }
  if (draft.by === 'file') {
    if (draft.file === '') errors.file = badFile
  } else {
    if (draft.by === 'code') need('code')
    else {
      need('classCode', 'name', 'lastSix')
      if (!errors.lastSix && !/^\d{5}[\dXx]$/.test(draft.lastSix.trim())) errors.lastSix = badSix
    }
    if (!serverOrigin(draft.server)) errors.server = draft.server.trim() === '' ? missing : badServer
  }
  if (draft.pin !== '' && !/^\d{4}$/.test(draft.pin)) errors.pin = badPin
  return errors
}

/** The message for the background. Throws nothing: the draft was checked. */
export function joinInput(draft: JoinDraft): JoinInput {
  const who = { ...(draft.person && { person: draft.person }), ...(draft.pin && !draft.person && { pin: draft.pin }) }
  const server = serverOrigin(draft.server) ?? ''
  switch (draft.by) {
    case 'code':
      return { ...who, by: 'code', server, code: draft.code }
    case 'name':
      return { ...who, by: 'name', server, classCode: draft.classCode, name: draft.name, lastSix: draft.lastSix }
    case 'file':
      return { ...who, by: 'file', file: draft.file, code: draft.code, name: draft.fileName }
  }
}
