import { classLinks, linkOpeningsPage, type MakeLinkRequest, madeLink } from '../../../shared/api/class-links'
import type { ListQuery } from '../../../shared/api/lists'
import { look, lookPage } from '../../../shared/api/look'
import { ask } from './http'
import { ofClass, queryText } from './lists'

/** Read-only links to a class, as their firm makes them. All throw `Problem`. */
export const links = {
  of: (id: string) => ask(classLinks, 'GET', ofClass(id, 'bureau-links')),
  make: (id: string, request: MakeLinkRequest) => ask(madeLink, 'POST', ofClass(id, 'bureau-links'), request),
  revoke: (link: string, reason: string) =>
    ask(classLinks, 'POST', `/bureau-links/${encodeURIComponent(link)}/revoke`, { reason }),
  openings: (id: string) => (query: ListQuery) =>
    ask(linkOpeningsPage, 'GET', `${ofClass(id, 'link-openings')}?${queryText(query)}`),
}

/** What such a link opens, by what stands behind its #. All throw `Problem`. */
export const looking = {
  page: (token: string) => ask(look, 'GET', '/look', undefined, token),
  people: (token: string) => (query: ListQuery) =>
    ask(lookPage, 'GET', `/look/people?${queryText(query)}`, undefined, token),
}
