import { dayOf } from '../../shared/calendar/beijing'
import { sha256Hex } from '../../shared/crypto'
import type { Body } from '../../shared/record/bodies'
import { canonical } from '../../shared/record/canonical'
import { readEntry, readKnown } from '../../shared/record/entry'
import { MAX_INSTANT } from '../../shared/record/fields'
import { planCourse } from '../../shared/study/span-reason'
import type { PageDescription } from '../messages'
import { chooseChain } from './choose-chain'
import { asConfirmed, guessedScore } from './confirming'
import { webCrypto } from './crypto'
import type { Recorder } from './recorder'
import type { EntryRow, StateRow } from './rows'
import type { Rules } from './rules'
import { clip, courseOf, lessonOf, wellFormed } from './seeing'

const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** At most this many pages wait for the choice of a class. */
const HELD = 20

/**
 * Writes the scores and enrolments that a page shows of courses in a plan of the signed-in person, each once; a score that is
 * a guess only where the trainee has `confirmed` it. Where several classes list the course and the person has not said which,
 * the page waits until they do. Returns how many were new.
 */
export async function writePage(
  recorder: Recorder,
  rules: Rules,
  shown: PageDescription,
  confirmed = false,
): Promise<number> {
  const found = foundOn(asConfirmed(shown, await recorder.state()), rules, confirmed)
  if (found.length === 0) return 0
  return recorder.turn(async () => {
    const chains = await recorder.db.getAll('chains')
    const state = await recorder.state()
    let count = 0
    let asking: StateRow['asking']
    for (const entry of found) {
      const { chain, ask } = chooseChain(chains, state, entry.body)
      asking ??= ask
      if (
        ask ||
        !chain ||
        !planCourse(entry.body, chain.class.body.courses) ||
        (await known(recorder, chain.chain, entry))
      )
        continue
      const { mark: _, untimed: __, nth: ___, ...written } = entry
      await recorder.write(chain.chain, [written])
      count++
    }
    if (asking || state.held) await hold(recorder, shown, asking)
    return count
  })
}

/** Keeps a page while somebody is asked for its class, and lets it go when nobody is any more. */
async function hold(
  recorder: Recorder,
  { account: _, ...page }: PageDescription,
  asking: StateRow['asking'],
): Promise<void> {
  await recorder.changeState((state) => {
    const one = { person: state.signedIn?.person ?? '', page }
    const others = (state.held ?? []).filter((other) => JSON.stringify(other) !== JSON.stringify(one))
    return asking
      ? { ...state, asking: state.asking ?? asking, held: [...others, one].slice(-HELD) }
      : { ...state, held: others }
  })
}

/** What the signed-in person's pages have waited for may be known now. Returns how many entries were new. */
export async function writeHeld(recorder: Recorder, rules: Rules): Promise<number> {
  const { signedIn, held = [] } = await recorder.state()
  let count = 0
  for (const { person, page } of held)
    if (person === signedIn?.person) count += await writePage(recorder, rules, page, page.confirmed)
  return count
}

/** What a page shows that belongs in the record, as it would be written. */
export function foundOn(page: PageDescription, rules: Pick<Rules, 'ref'>, confirmed = false): Found[] {
  const where = { site: page.site.slice(0, 64), rule: rules.ref(page.rule) }
  return [
    ...enrolments(page, where),
    ...(confirmed || !guessedScore(page) ? [...listedScores(page, where), ...scores(page, where)] : []),
    ...posts(page, where),
  ]
}

/**
 * `mark`: the platform's own sign-in mark, which stands as an enrolment's state and comes anew every day. `untimed`: so many posts of
 * its role the page shows without a time; `nth` of them is this one.
 */
export type Found = { mark?: boolean; untimed?: number; nth?: number } & {
  [K in 'enrol' | 'score' | 'qa']: { kind: K; body: Body<K> }
}['enrol' | 'score' | 'qa']

/** Which site and rule it was read by. */
type Where = Pick<Body<'score'>, 'site' | 'rule'>

function enrolments({ course, enrolment, signin, courses }: PageDescription, where: Where): Found[] {
  const own = course && enrolment ? [{ course, state: stateOf({ enrolment }), date: enrolment.date, mark: false }] : []
  const mark = course && signin ? [{ course, ...signin, mark: true }] : []
  const listed = courses.map((one) => ({
    course: one.course,
    state: stateOf(one),
    date: one.enrolment?.date,
    mark: false,
  }))
  return [...listed, ...own, ...mark].map(({ course, state, date, mark }) => ({
    mark,
    kind: 'enrol',
    body: { ...where, course: courseOf(course), state: clip(state, 100), ...(date && DAY.test(date) && { date }) },
  }))
}

/** In the words of the page; what it says of progress is said to be that. A course that is only listed is at least listed. */
function stateOf({ enrolment, platform }: Pick<PageDescription, 'enrolment' | 'platform'>): string {
  const { progress, finished } = platform ?? {}
  const said = [enrolment?.state, progress && `进度 ${progress}`, finished && '已学完']
  return said.filter(Boolean).join('，') || (enrolment?.date ? '已报名' : '在课程列表中')
}

/** A post whose time the page does not show (`3小时前` is none) has no mark of its own: such posts are told apart by their number. */
function posts({ course, posts = [] }: PageDescription, where: Where): Found[] {
  if (!course) return []
  const timed = (at: number | undefined) => at !== undefined && Number.isSafeInteger(at) && at >= 0 && at <= MAX_INSTANT
  return posts.map(({ role, at }, i) => {
    const alike = (some: typeof posts) => some.filter((one) => one.role === role && !timed(one.at)).length
    const body = { ...where, course: courseOf(course), role }
    return at !== undefined && timed(at)
      ? { kind: 'qa', body: { ...body, at }, untimed: alike(posts) }
      : { kind: 'qa', body, nth: alike(posts.slice(0, i + 1)) }
  })
}

function scores(page: PageDescription, where: Where): Found[] {
  const { course, lesson, score, confirmed } = page
  if (!course || !score || !DECIMAL.test(score.value)) return []
  const { value, max, pass, attempt, raw, called } = score
  return [
    {
      kind: 'score',
      body: {
        ...where,
        course: courseOf(course),
        ...(lesson && { lesson: lessonOf(lesson) }),
        value,
        ...(max !== undefined && DECIMAL.test(max) && { max }),
        ...(pass !== undefined && { pass }),
        ...(attempt !== undefined && Number.isSafeInteger(attempt) && attempt >= 0 && { attempt }),
        source: confirmed ? 'trainee' : called ? 'call' : 'page',
        raw: sha256Hex(webCrypto, wellFormed(raw)),
      },
    },
  ]
}

function listedScores({ courses }: PageDescription, where: Where): Found[] {
  return courses.flatMap(({ course, score }) =>
    score && DECIMAL.test(score.value)
      ? [
          {
            kind: 'score',
            body: {
              ...where,
              course: courseOf(course),
              value: score.value,
              source: 'page',
              raw: sha256Hex(webCrypto, wellFormed(score.raw)),
            },
          },
        ]
      : [],
  )
}

/** A score stands once; an enrolment again only when its state has changed since. */
async function known({ db, now }: Recorder, chain: string, found: Found): Promise<boolean> {
  const { kind, body, mark } = found
  const rows = await db.getAllFromIndex('entries', 'kind', [chain, kind])
  if (kind === 'qa') return knownPost(rows, { ...found, body })
  // Another version of the rule that reads it makes it no other score.
  const said = canonical({ ...body, rule: '' })
  const same = (line: string) => canonical({ ...readEntry(webCrypto, line).body, rule: '' }) === said
  if (kind !== 'enrol') return rows.some(({ line }) => same(line))
  if (mark)
    return rows.some(({ line }) => same(line) && (body.date || dayOf(readEntry(webCrypto, line).at) === dayOf(now())))
  const last = rows.filter(({ line }) => courseKey(line) === body.course.key).at(-1)
  return last !== undefined && same(last.line)
}

function courseKey(line: string): string | undefined {
  const entry = readKnown(readEntry(webCrypto, line))
  return entry?.kind === 'enrol' && !/签到/.test(entry.body.state) ? entry.body.course.key : undefined
}

/** One that was written without a time may show its time by now: it was posted before it was written, and is missing among those without one. */
function knownPost(
  rows: readonly EntryRow[],
  { body, nth, untimed = 0 }: { body: Body<'qa'>; nth?: number; untimed?: number },
): boolean {
  const alike = rows.flatMap(({ line }) => {
    const entry = readKnown(readEntry(webCrypto, line))
    return entry?.kind === 'qa' && entry.body.course.key === body.course.key && entry.body.role === body.role
      ? [{ written: entry.at, at: entry.body.at }]
      : []
  })
  const loose = alike.filter(({ at }) => at === undefined)
  if (nth !== undefined) return loose.length >= nth
  const { at = 0 } = body
  if (alike.some((one) => one.at === at)) return true
  return loose.length > untimed && loose.some(({ written }) => at <= written)
}
