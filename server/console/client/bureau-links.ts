import * as v from 'valibot'
import { bureauLinksPage, type KeepLinkRequest, linkChoices, openedLink } from '../../../shared/api/bureau-links'
import type { ListQuery } from '../../../shared/api/lists'
import { ask } from './http'
import { queryText } from './lists'

const nothing = v.object({})
const act = (id: string, what: string) => `/bureau/class-links/${encodeURIComponent(id)}/${what}`

/** Read-only links to running classes that a bureau keeps. All throw `Problem`. */
export const bureauLinks = {
  list: (query: ListQuery) => ask(bureauLinksPage, 'GET', `/bureau/class-links?${queryText(query)}`),
  choices: () => ask(linkChoices, 'GET', '/bureau/class-link-choices'),
  keep: (request: KeepLinkRequest) => ask(v.object({ id: v.string() }), 'POST', '/bureau/class-links', request),
  open: async (id: string) => (await ask(openedLink, 'POST', act(id, 'open'), {})).address,
  drop: (id: string) => ask(nothing, 'POST', act(id, 'drop'), {}),
}
