import { type Behind, everybody, type Lines, readers } from './line.fixture'

const lists: Readonly<Record<string, Behind>> = {
  '/people': { may: readers, other: 'nothing' },
  '/classes/:id/pending': { may: readers, other: 'not-found' },
  '/classes/:id/roster': { may: everybody, other: 'not-found' },
}
const elsewhere: Readonly<Record<string, Behind>> = {
  '/classes': { may: everybody, other: 'nothing' },
  '/appeals': { may: readers, other: 'nothing' },
  '/classes/:id/findings': { may: readers, other: 'not-found' },
  '/classes/:id/appeals': { may: readers, other: 'not-found' },
  '/classes/:id/attendance': { may: readers, other: 'not-found' },
  '/classes/:id/devices': { may: readers, other: 'not-found' },
}
const below = (path: string, lines: Readonly<Record<string, Behind>>): Lines =>
  Object.fromEntries(Object.entries(lines).map(([route, line]) => [`GET ${path}${route}`, line]))

/** Lists that have no line yet, and the export of every list. */
export const listLines: Lines = {
  ...below('/api', lists),
  ...below('/api/exports', { ...lists, ...elsewhere }),
}
