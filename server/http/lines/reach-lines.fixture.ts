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
  'GET /install/:code?': { open: 'nothing: a page of the class of a code, without anybody of it' },
  'GET /g/:code': { open: 'nothing: a page of the class of a code, without anybody of it' },
  'GET /practice': { open: 'nothing: the same for everybody' },
  'GET /extension/xueji-chromium.zip': { open: 'nothing: the same for everybody' },
  'GET /extension/xueji-firefox.zip': { open: 'nothing: the same for everybody' },
}
