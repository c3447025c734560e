import { type Lines, readers } from './line.fixture'

/** The class board. */
export const boardLines: Lines = {
  'GET /api/classes/:id/board': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/board/people': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/board/charts': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/board/urge': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/board/live': { may: readers, other: 'not-found' },
  'GET /api/exports/classes/:id/board/people': { may: readers, other: 'not-found' },
}
