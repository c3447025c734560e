import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { answerFrame, answerPage } from '../journal/dispatch'
import type { PageDescription } from '../messages'
import { entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { PageLog } from './page-log'

let school: School
beforeAll(async () => {
  school = await openSchool(1)
  return () => school.close()
})

const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ shows: fc.integer({ min: 1, max: 100 }) }) },
  { weight: 4, arbitrary: fc.constant('time passes' as const) },
  { weight: 1, arbitrary: fc.constant('message lost' as const) },
  { weight: 1, arbitrary: fc.constant('answer lost' as const) },
  { weight: 1, arbitrary: fc.constant('never answered' as const) },
  { weight: 1, arbitrary: fc.constant('worker killed' as const) },
  { weight: 1, arbitrary: fc.constant('signs out' as const) },
  { weight: 1, arbitrary: fc.constant('signs in' as const) },
)
const result = (value: number): PageDescription => ({
  ...page(),
  score: { value: String(value), raw: `成绩：${value}` },
})

it('whatever happens to messages and worker, what an open page shows last is in the record once somebody is signed in', async () => {
  let now = Date.now()
  const device = await openDevice({ now: () => now })
  const chain = await joinByCode(device, school, 0)
  const [person] = await device.desk.recorder.db.getAll('people')
  const signIn = () => answerPage(device.desk, { type: 'signIn', input: { person: person?.id } })
  const scores = async () =>
    (await entriesOf(device, chain)).flatMap(({ kind, body }) => (kind === 'score' ? [String(body.value)] : []))
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 20 }), async (script) => {
      let fault: string | undefined
      const answers: Promise<unknown>[] = []
      const log = new PageLog({
        mono: () => now,
        async send(shown) {
          const met = fault
          fault = undefined
          if (met === 'message lost') throw new Error('no receiver')
          const answer = answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
          answers.push(answer)
          const said = await answer
          if (met === 'never answered') return new Promise<never>(() => undefined)
          if (met === 'answer lost') throw new Error('killed after writing')
          return said !== null && typeof said === 'object' && 'taken' in said && said.taken === true
        },
      })
      const settled = async () => {
        await Promise.all(answers.splice(0))
        await new Promise(setImmediate)
      }
      let shown: number | undefined
      for (const step of script) {
        now += 500
        if (typeof step === 'object') {
          shown = step.shows
          log.take(result(shown))
        } else if (step === 'time passes') {
          now += 11_000
          log.tick()
        } else if (step === 'worker killed') await device.restart()
        else if (step === 'signs out') await device.desk.people.signOut('popup')
        else if (step === 'signs in') await signIn()
        else fault = step
        await settled()
      }
      await signIn()
      fault = undefined
      // Where its own question at the sign-in is lost, the page says it by itself a minute later.
      now += 61_000
      log.tick()
      await settled()
      const written = await scores()
      if (shown !== undefined) expect(written).toContain(String(shown))
      expect(new Set(written).size).toBe(written.length)
    }),
    { numRuns: 60 },
  )
})

it('is told once when it is taken: a page that one person has seen is not the next one’s', async () => {
  let now = 0
  let signedIn = false
  const sent: unknown[] = []
  const log = new PageLog({
    mono: () => now,
    send: async (shown) => {
      sent.push(shown)
      return signedIn
    },
  })
  const minute = async () => {
    for (let i = 0; i < 30; i++) {
      await Promise.resolve()
      now += 2000
      log.tick()
    }
  }
  log.take(result(90))
  await minute()
  expect(sent).toHaveLength(2)
  signedIn = true
  log.asked()
  await minute()
  log.asked()
  await minute()
  expect(sent).toHaveLength(3)
})
