import { plain } from '../../shared/people/text'
import type { ConfirmInput, PageDescription } from '../messages'
import { chooseChain } from './choose-chain'
import type { Recorder } from './recorder'
import type { StateRow } from './rows'
import { clip } from './seeing'

/** At most this many lessons keep the name that the trainee gave them. */
const KEPT = 500

const at = (site: string, ...keys: (string | undefined)[]): string => [site, ...keys.map((key) => key ?? '')].join(' ')

/**
 * The part of a page's address that stays from lesson to lesson of a course, as far as that can be told: parameters that name
 * a course, or the path up to its first number. All of it where neither is there: then every lesson is asked about.
 */
export function courseAddress(address: string): string {
  const [path = '', query = ''] = address.split('?', 2)
  const named = query.split('&').filter((one) => /^[^=]*(?:course|class|project|plan|subject)/i.test(one))
  if (named.length > 0) return `${path}?${named.join('&')}`
  const numbered = query === '' && /^.*?\/(?:\d+|[0-9a-f-]{16,})(?=\/.)/.exec(path)
  return numbered ? numbered[0] : address
}

/** What the trainee said of a page that was read so, or of any page of that title where the title is the course's own. */
function said(
  confirmed: StateRow['confirmed'],
  site: string,
  course: string | undefined,
  lesson: string | undefined,
): { key: string; title: string } | undefined {
  const { courses = {} } = confirmed ?? {}
  return courses[at(site, course, courseAddress(lesson ?? ''))] ?? courses[at(site, course)]
}

/** The page was read by the generic rule: what it says of course and lesson is a guess, and the trainee's word stands above it. */
export const guessed = ({ rule }: { rule: string }): boolean => rule === '' || rule.startsWith('generic@')

/** A page as the trainee said it is, where they said so before; else as it was read. */
export function asConfirmed(page: PageDescription, { confirmed }: Pick<StateRow, 'confirmed'>): PageDescription {
  const course = guessed(page) ? said(confirmed, page.site, page.course?.key, page.lesson?.key) : undefined
  if (!course) return page
  const title = page.lesson && confirmed?.lessons[at(page.site, page.lesson.key)]
  return { ...page, course, ...(page.lesson && title && { lesson: { ...page.lesson, title } }), confirmed: true }
}

/**
 * Keeps what the trainee says of a course and a lesson that no rule knows, once for the course; said again it takes the place
 * of what they said before. What is being watched right now becomes theirs from its beginning, as long as nothing of it is
 * written yet; what is written stays, and what comes is another view.
 */
export async function confirm(recorder: Recorder, input: ConfirmInput): Promise<void> {
  await recorder.turn(async () => {
    const { site, read, course, lesson } = input
    const own = { key: clip(course.key, 300), title: clip(course.title, 300) }
    await recorder.changeState((state) => {
      const courses = {
        ...state.confirmed?.courses,
        [at(site, read.course, courseAddress(read.lesson ?? ''))]: own,
        // A title that is not the course's own may stand over every course of the site.
        ...(read.course !== undefined && plain(read.course) === plain(own.title) && { [at(site, read.course)]: own }),
      }
      const lessons = Object.entries({
        ...state.confirmed?.lessons,
        ...(read.lesson && lesson && { [at(site, read.lesson)]: clip(lesson, 300) }),
      }).slice(-KEPT)
      return { ...state, confirmed: { courses, lessons: Object.fromEntries(lessons) } }
    })
    const { db } = recorder
    const state = await recorder.state()
    const chains = await db.getAll('chains')
    for (const row of await db.getAll('views')) {
      const { body } = row
      if (row.hash || row.over || body.site !== site || !guessed(body)) continue
      if (said(state.confirmed, site, row.read, body.lesson.key)?.key !== own.key) continue
      const title = lesson && body.lesson.key === read.lesson ? clip(lesson, 300) : body.lesson.title
      const named = { ...body, course: own, lesson: { ...body.lesson, title }, confirmed: true as const }
      const { chain } = chooseChain(chains, state, named)
      await recorder.put(
        (tx) =>
          void tx.objectStore('views').put({ ...row, body: named, unnamed: false, chain: chain?.chain ?? row.chain }),
      )
    }
  })
}

/** What was read is a guess: by the generic rule, or on a page of which its own rule says so. */
export const guessedScore = (page: Pick<PageDescription, 'rule' | 'guess'>): boolean =>
  guessed(page) || page.guess === true

/** Two pages may show a score in the same words. */
const scoreName = ({ host, course, lesson, score }: PageDescription): string =>
  clip(`${host} ${course?.key ?? ''} ${lesson?.key ?? ''} ${score?.raw ?? ''}`, 1000)

/** A score that was guessed, whatever course the page names: kept until the trainee says which course it is of, or that it is none. */
export async function askScore(recorder: Recorder, { account: _, ...page }: PageDescription): Promise<void> {
  const { score } = page
  if (!score || !guessedScore(page)) return
  const at = recorder.now()
  await recorder.turn(async () => {
    const state = await recorder.state()
    const name = scoreName(page)
    const person = state.signedIn?.person
    if (person === undefined || state.dismissed?.includes(name)) return
    if (state.score && scoreName(state.score.page) === name) return
    await recorder.changeState((now) => ({ ...now, score: { person, page, at } }))
  })
}

/** The score that waits, as one of this course; undefined where the trainee says that it is none. */
export async function takeScore(
  recorder: Recorder,
  course: { key: string; title: string } | undefined,
): Promise<PageDescription | undefined> {
  return recorder.turn(async () => {
    const { score: waits, signedIn } = await recorder.state()
    if (waits?.person !== signedIn?.person) return undefined
    await recorder.changeState(({ score: _, ...state }) => ({
      ...state,
      ...(waits && { dismissed: [...(state.dismissed ?? []), scoreName(waits.page)].slice(-50) }),
    }))
    return waits && course && { ...waits.page, course, confirmed: true }
  })
}
