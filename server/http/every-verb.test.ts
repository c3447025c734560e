import { setImmediate as breath } from 'node:timers/promises'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../access/actor'
import { refusal } from '../app.fixture'
import { openFirms } from './firms.fixture'
import { accessLines } from './lines/access-lines.fixture'
import { boardLines } from './lines/board-lines.fixture'
import { bureauAcrossLines } from './lines/bureau-across-lines.fixture'
import { bureauDeskLines } from './lines/bureau-desk-lines.fixture'
import { bureauIntakeLines, receivingLines } from './lines/bureau-intake-lines.fixture'
import { bureauKeepingLines } from './lines/bureau-keeping-lines.fixture'
import { bureauLinkLines } from './lines/bureau-link-lines.fixture'
import { bureauRegisterLines } from './lines/bureau-register-lines.fixture'
import { bureauReviewLines } from './lines/bureau-review-lines.fixture'
import { claimLines } from './lines/claim-lines.fixture'
import { classLinkLines } from './lines/class-link-lines.fixture'
import { closingLines } from './lines/closing-lines.fixture'
import { consoleLines } from './lines/console-lines.fixture'
import { deviceLines } from './lines/device-lines.fixture'
import { examLines } from './lines/exam-lines.fixture'
import { exchangeLines } from './lines/exchange-lines.fixture'
import { formLines } from './lines/form-lines.fixture'
import { installLines } from './lines/install-lines.fixture'
import { keepLines } from './lines/keep-lines.fixture'
import { lessonLines } from './lines/lesson-lines.fixture'
import type { Behind, Lines } from './lines/line.fixture'
import { listLines } from './lines/list-lines.fixture'
import { mediaLines } from './lines/media-lines.fixture'
import { packageLines } from './lines/package-lines.fixture'
import { paymentLines } from './lines/payment-lines.fixture'
import { planLines } from './lines/plan-lines.fixture'
import { publicityLines } from './lines/publicity-lines.fixture'
import { reachLines } from './lines/reach-lines.fixture'
import { rosterLines } from './lines/roster-lines.fixture'
import { sendingLines } from './lines/sending-lines.fixture'
import { sourceLines } from './lines/source-lines.fixture'
import { witnessLines } from './lines/witness-lines.fixture'

/**
 * One line a route. A new route needs one: put it into the `lines/` file of its area, or spread a new file's lines in here.
 * `may` are the roles that are answered, `ask` a request that succeeds for its own organisation (`:id` of a class or a seat
 * is filled in by itself), `other` what another organisation's administrator gets. A route that asks for no session says in
 * `open` what it asks for instead, and has tests of its own.
 */
const lines: Lines = {
  ...consoleLines,
  ...closingLines,
  ...classLinkLines,
  ...accessLines,
  ...deviceLines,
  ...planLines,
  ...claimLines,
  ...packageLines,
  ...sendingLines,
  ...bureauRegisterLines,
  ...bureauDeskLines,
  ...bureauIntakeLines,
  ...exchangeLines,
  ...publicityLines,
  ...paymentLines,
  ...bureauRegisterLines,
  ...reachLines,
  ...lessonLines,
  ...rosterLines,
  ...bureauAcrossLines,
  ...bureauReviewLines,
  ...bureauKeepingLines,
  ...bureauLinkLines,
  ...sourceLines,
  ...keepLines,
  ...witnessLines,
  ...installLines,
  ...formLines,
  ...mediaLines,
  ...boardLines,
  ...examLines,
  ...listLines,
  ...receivingLines,
}

let firms: Awaited<ReturnType<typeof openFirms>>
beforeAll(async () => {
  firms = await openFirms()
})
afterAll(() => firms.close())

it('has a line for every route of the app, and none for a route that is not there', () => {
  const served = firms.firm.app.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  expect(Object.keys(lines).toSorted()).toEqual([...new Set(served)].toSorted())
})

const behind = Object.entries(lines).flatMap(([route, line]): [string, Behind][] =>
  'open' in line ? [] : [[route, line]],
)

describe.each(behind)('%s', (route, { may, other, ask, answers = 200, bureau }) => {
  const [method = '', pattern = ''] = route.split(' ')
  const wrong = roles.filter((role) => !may.includes(role))

  it(`refuses nobody known, ${wrong.join(', ') || 'no role'} and another organisation; answers ${may.join(', ')}`, async () => {
    const { firm } = firms
    const { members, stranger, organisation, marks } = bureau ? firms.bureau : firms
    const audited = () => firms.audited(organisation)
    const { path = pathOf(pattern), body, headers } = (await ask?.(firm)) ?? {}
    const send = async (member: string | undefined) =>
      firm.ask(member, method, path, typeof body === 'function' ? await body(member ?? stranger) : body, headers)

    expect(await refusal(await send(undefined)), 'nobody').toMatchObject({ status: 401, code: 'sign-in-needed' })
    const before = await audited()
    for (const role of wrong)
      expect(await refusal(await send(members[role])), role).toMatchObject({ status: 403, code: 'not-allowed' })
    if (bureau)
      expect(await refusal(await send(firms.members.administrator)), 'no bureau').toMatchObject({ code: 'not-allowed' })
    const foreign = await send(stranger)
    if (other === 'nothing') {
      expect(foreign.status).toBe(answers)
      const text = await foreign.text()
      expect(marks.filter((mark) => text.includes(mark))).toEqual([])
    } else
      expect(await refusal(foreign), 'another organisation').toMatchObject({
        status: { 'not-found': 404, 'not-allowed': 403, conflict: 409 }[other],
        code: other,
      })
    expect(await audited(), 'refused requests change nothing').toBe(before)
    for (const role of method === 'GET' ? may : may.slice(-1)) {
      const answer = await send(members[role])
      expect(answer.status, role).toBe(answers)
      await workDone(members[role], answer)
    }
  })

  /** Work that was begun writes its audit when it ends: not while the next route is asked. */
  async function workDone(member: string | undefined, answer: Response): Promise<void> {
    if (!answer.headers.get('content-type')?.startsWith('application/json')) return
    const read = v.safeParse(v.object({ job: v.string() }), await answer.json())
    if (!read.success) return
    const { firm } = firms
    const state = async () => (await (await firm.ask(member, 'GET', `/api/jobs/${read.output.job}`)).json()).state
    while ((await state()) === 'running') await breath()
  }

  const pathOf = (text: string) =>
    text.replace(/\/(classes|seats)\/:id/, (_, kind) => `/${kind}/${firms.firm[kind === 'seats' ? 'seat' : 'class']}`)
})
