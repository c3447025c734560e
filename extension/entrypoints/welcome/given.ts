import type { Managed } from '../../managed'
import { parseUrl } from '../../parse-url'
import type { JoinDraft } from './draft'

export interface Known {
  from: 'link' | 'managed'
  /** The class code stands there, too. */
  withClass?: boolean
}

const LINK = /https?:\/\/[^\s"'<>，。；、）】]+/i
const GROUP = /^\/g\/([0-9A-Za-z-]{4,20})\/?$/

/**
 * What was pasted: a personal code, or a text with a link in it. `https://server/join#CODE` of a slip holds server and code,
 * `https://server/g/CLASSCODE` of a group's text server and class.
 */
export function fromLink(text: string): Partial<JoinDraft> {
  const found = LINK.exec(text)?.[0]
  const url = found === undefined ? undefined : parseUrl(found)
  if (!url) return { code: text }
  const { origin: server, pathname, hash } = url
  const [, classCode] = GROUP.exec(pathname) ?? []
  if (classCode !== undefined) return { by: 'name', server, classCode, known: { from: 'link', withClass: true } }
  return { server, code: decoded(hash.slice(1)), known: { from: 'link' } }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function fromHash(hash: string): Partial<JoinDraft> {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const [server, code, classCode] = ['server', 'code', 'class'].map((name) => given.get(name) ?? undefined)
  return {
    ...(server && { server, known: { from: 'link', ...(classCode && { withClass: true }) } }),
    ...(code && { code }),
    ...(classCode && { classCode, by: 'name' as const }),
  }
}

/** What the administrator of the computer has set: then only what is the trainee's own is typed. */
export const fromManaged = ({ server, classCode }: Managed): Partial<JoinDraft> =>
  server === undefined
    ? {}
    : {
        server,
        known: { from: 'managed', ...(classCode !== undefined && { withClass: true }) },
        ...(classCode !== undefined && { classCode, by: 'name' as const }),
      }
