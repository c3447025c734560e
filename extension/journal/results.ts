import { sha256Hex } from '../../shared/crypto'
import type { Body } from '../../shared/record/bodies'
import { planCourse } from '../../shared/study/span-reason'
import type { PageDescription } from '../messages'
import { webCrypto } from './crypto'
import type { NewEntry, Recorder } from './recorder'
import { ruleRef } from './rules'
import type { ChainRow, StateRow } from './store'

/** Writes scores and enrolments that a page of a plan's course shows, each once. */
export async function recordResults(recorder: Recorder, page: PageDescription, onWritten: () => void): Promise<void> {
  await recorder.turn(async () => {
    const state = await recorder.state()
    if (!state.signedIn) return
    const chains = (await recorder.db.getAll('chains')).filter((row) => row.person === state.signedIn?.person && row.state !== 'replaced')
    for (const { entry, mark, course } of resultsOf(page)) {
      const row = chains.find((one) => planCourse({ site: page.site, course }, one.class.body.courses))
      if (row && (await writeOnce(recorder, state, row, entry, mark))) onWritten()
    }
  })
}

async function writeOnce(recorder: Recorder, state: StateRow, row: ChainRow, entry: NewEntry, mark: string): Promise<boolean> {
  const written = state.written[row.chain] ?? []
  if (written.includes(mark)) return false
  state.written[row.chain] = [...written, mark].slice(-500)
  await recorder.write(row.chain, [entry], (tx) => void tx.objectStore('state').put(state))
  return true
}

function resultsOf(page: PageDescription): { entry: NewEntry; mark: string; course: Body<'enrol'>['course'] }[] {
  const base = { site: page.site, rule: ruleRef(page.rule) }
  const results: { entry: NewEntry; mark: string; course: Body<'enrol'>['course'] }[] = page.courses.map(({ course, enrolment }) => ({
    course,
    mark: sha256Hex(webCrypto, `enrol/${course.key}/${enrolment.state}`),
    entry: { kind: 'enrol', body: { ...base, course, state: enrolment.state, ...(enrolment.date && { date: enrolment.date }) } },
  }))
  if (page.score && page.course) {
    const { raw, ...score } = page.score
    const hash = sha256Hex(webCrypto, raw)
    results.push({
      course: page.course,
      mark: sha256Hex(webCrypto, `score/${page.course.key}/${score.value}/${score.attempt ?? ''}/${hash}`),
      entry: { kind: 'score', body: { ...base, course: page.course, ...score, source: 'page', raw: hash } },
    })
  }
  return results
}
