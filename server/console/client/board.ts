import { board, boardCharts, boardPage, urge } from '../../../shared/api/board'
import type { ListQuery } from '../../../shared/api/lists'
import { ask } from './http'
import { ofClass, queryText } from './lists'

/** The routes of shared/api/board.ts, one function each. All throw `Problem`. */
export const boards = {
  read: (id: string) => ask(board, 'GET', ofClass(id, 'board')),
  people: (id: string) => (query: ListQuery) =>
    ask(boardPage, 'GET', `${ofClass(id, 'board/people')}?${queryText(query)}`),
  charts: (id: string) => ask(boardCharts, 'GET', ofClass(id, 'board/charts')),
  urge: (id: string) => ask(urge, 'GET', ofClass(id, 'board/urge')),
  /** Address of its line of events. */
  live: (id: string) => `/api${ofClass(id, 'board/live')}`,
}
