import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onPostgres } from '../db/each-database'
import { openFirms } from './firms.fixture'
import { bureauAcrossLines } from './lines/bureau-across-lines.fixture'
import { bureauDeskLines } from './lines/bureau-desk-lines.fixture'
import { bureauIntakeLines, receivingLines } from './lines/bureau-intake-lines.fixture'
import { bureauKeepingLines } from './lines/bureau-keeping-lines.fixture'
import { bureauRegisterLines } from './lines/bureau-register-lines.fixture'
import { bureauReviewLines } from './lines/bureau-review-lines.fixture'
import { exchangeLines } from './lines/exchange-lines.fixture'
import type { Behind } from './lines/line.fixture'
import { paymentLines } from './lines/payment-lines.fixture'
import { publicityLines } from './lines/publicity-lines.fixture'

const rooms = {
  desk: bureauDeskLines,
  register: bureauRegisterLines,
  intake: { ...bureauIntakeLines, ...exchangeLines, ...receivingLines },
  across: bureauAcrossLines,
  review: bureauReviewLines,
  'publicity and statistics': publicityLines,
  payment: paymentLines,
  keeping: bureauKeepingLines,
}

/** What each verb comes to is tested beside it, on SQLite; that its statements are good ones for PostgreSQL, here. */
onPostgres('every route of a bureau', ({ open, url }) => {
  let firms: Awaited<ReturnType<typeof openFirms>>
  beforeAll(async () => {
    await (await open()).close()
    firms = await openFirms(url())
  })
  afterAll(() => firms.close())

  describe.each(Object.entries(rooms))('%s', (_, lines) => {
    const behind = Object.entries(lines).flatMap(([route, line]): [string, Behind][] =>
      'open' in line || !line.bureau ? [] : [[route, line]],
    )
    it.each(behind)('%s answers who may ask', async (route, { may, ask, answers = 200 }) => {
      const [method = '', pattern = ''] = route.split(' ')
      const member = firms.bureau.members[may.at(-1) ?? '']
      const { path = pattern, body, headers } = (await ask?.(firms.firm)) ?? {}
      const given = typeof body === 'function' ? await body(member ?? '') : body
      const response = await firms.firm.ask(member, method, path, given, headers)
      expect([response.status, response.ok ? '' : await response.text()]).toEqual([answers, ''])
    })
  })
})
