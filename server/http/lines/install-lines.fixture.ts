import { type Lines, writers } from './line.fixture'

/** What administrators of many computers take away, and what browsers fetch by themselves. */
export const installLines: Lines = {
  'GET /api/install': { may: writers, other: 'nothing' },
  'GET /api/install/:file': {
    may: writers,
    ask: (firm) => ({ path: `/api/install/linux?class=${firm.class}` }),
    other: 'not-found',
  },
  'GET /extension/updates.xml': { open: 'nothing: the same for everybody' },
  'GET /extension/xueji.crx': { open: 'nothing: the same for everybody' },
  'GET /extension/updates.json': { open: 'nothing: the same for everybody' },
  'GET /extension/xueji.xpi': { open: 'nothing: the same for everybody' },
}
