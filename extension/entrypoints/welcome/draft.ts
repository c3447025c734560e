import type { JoinInput } from '../../joining'
import { words } from '../../locales'
import { parseUrl } from '../../parse-url'

export type Way = JoinInput['by']

/** What was typed; kept while steps go back and forth. */
export interface JoinDraft {
  by: Way
  server: string
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

export type DraftError = Partial<Record<keyof JoinDraft, string>>

/** A link of a slip, `https://server/join#CODE`, or `#server=…&code=…` of this page's own address. */
export function fromLink(text: string): Partial<JoinDraft> {
  const trimmed = text.trim()
  const url = /^https?:\/\//i.test(trimmed) && parseUrl(trimmed)
  if (!url) return { code: text }
  const { origin, hash } = url
  return { server: origin, ...(hash.length > 1 && { code: decodeURIComponent(hash.slice(1)) }) }
}

export function fromHash(hash: string): Partial<JoinDraft> {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const [server, code, classCode] = ['server', 'code', 'class'].map((name) => given.get(name) ?? undefined)
  return { ...(server && { server }), ...(code && { code }), ...(classCode && { classCode, by: 'name' as const }) }
}

/** The origin of what was typed as an address; a bare name means https, a bare loopback address http. */
export function serverOrigin(typed: string): string | undefined {
  const text = typed.trim().replace(/[。．]/g, '.')
  if (text === '') return undefined
  const loopback = /^(127\.|localhost\b|\[::1\])/.test(text)
  const url = /^https?:\/\//i.test(text) ? text : `${loopback ? 'http' : 'https'}://${text}`
  return parseUrl(url)?.origin
}

/** What is missing or wrong, beside its field. Empty when the draft can be sent. */
export function checkDraft(draft: JoinDraft): DraftError {
  const { missing, badServer, badSix, badFile, badPin } = words.welcome
  const errors: DraftError = {}
  const need = (...fields: (keyof JoinDraft)[]) => {
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
