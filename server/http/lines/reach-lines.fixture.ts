import { everybody, type Lines, readers, teachers } from './line.fixture'

/** What goes to the group, and what trainees ask. */
export const reachLines: Lines = {
  'GET /api/classes/:id/notice': { may: everybody, other: 'not-found' },
  'GET /api/questions': { may: readers, other: 'nothing' },
  'POST /api/questions/:id': {
    may: teachers,
    ask: async (firm) => ({ path: `/api/questions/${await firm.question()}`, body: { text: '在平台的作业页' } }),
    other: 'not-found',
  },
  'GET /api/my/desk': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/attendance': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/questions': { open: 'the token of the link, which is of one seat' },
}
