import { type Lines, readers, writers } from './line.fixture'

/** The end of a class. */
export const closingLines: Lines = {
  'GET /api/classes/:id/closing': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/close': {
    may: writers,
    ask: async (firm) => ({ path: `/api/classes/${await firm.spareClass()}/close`, body: { reason: '' } }),
    other: 'not-found',
  },
  'POST /api/classes/:id/reopen': {
    may: writers,
    ask: async (firm) => ({ path: `/api/classes/${await firm.closedClass()}/reopen`, body: { reason: '补一次实训' } }),
    other: 'not-found',
  },
}
