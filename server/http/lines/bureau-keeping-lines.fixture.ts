import type { Firm } from '../firms.fixture'
import { held } from './bureau-review-lines.fixture'
import { readers as everyReader, type Lines } from './line.fixture'

const readers = everyReader.filter((role) => role !== 'teacher')
const ofClaim = (rest: string) => async (firm: Firm) => ({
  path: `/api/bureau/reviews/${(await held(firm)).id}/${rest}`,
})

/** What a bureau keeps. */
export const bureauKeepingLines: Lines = {
  'GET /api/bureau/reviews/:id/course': { bureau: true, may: readers, ask: ofClaim('course'), other: 'not-found' },
  'GET /api/bureau/reviews/:id/course.pdf': {
    bureau: true,
    may: readers,
    ask: ofClaim('course.pdf'),
    other: 'not-found',
  },
  'GET /api/bureau/reviews/:id/course.xlsx': {
    bureau: true,
    may: readers,
    ask: ofClaim('course.xlsx'),
    other: 'not-found',
  },
}
