import type { ConfirmInput, PageDescription } from '../messages'
import { chooseChain } from './choose-chain'
import type { Recorder } from './recorder'
import { clip } from './seeing'
import type { StateRow } from './store'

/** At most this many lessons keep the name that the trainee gave them. */
const KEPT = 500

const courseAt = (site: string, key: string | undefined): string => `${site} ${key ?? ''}`

/** The page was read by the generic rule: what it says of course and lesson is a guess, and the trainee's word stands above it. */
export const guessed = ({ rule }: { rule: string }): boolean => rule === '' || rule.startsWith('generic@')

/** A page as the trainee said it is, where they said so before; else as it was read. */
export function asConfirmed(page: PageDescription, { confirmed }: Pick<StateRow, 'confirmed'>): PageDescription {
  const course = guessed(page) && confirmed?.courses[courseAt(page.site, page.course?.key)]
  if (!course) return page
  const title = page.lesson && confirmed.lessons[courseAt(page.site, page.lesson.key)]
  return { ...page, course, ...(page.lesson && title && { lesson: { ...page.lesson, title } }), confirmed: true }
}

/**
 * Keeps what the trainee says of a course and a lesson that no rule knows, once for the course. What is being watched right
 * now becomes theirs from its beginning, as long as nothing of it is written yet.
 */
export async function confirm(recorder: Recorder, input: ConfirmInput): Promise<void> {
  await recorder.turn(async () => {
    const { site, read, course, lesson } = input
    const own = { key: clip(course.key, 300), title: clip(course.title, 300) }
    await recorder.changeState((state) => {
      const courses = { ...state.confirmed?.courses, [courseAt(site, read.course)]: own }
      const lessons = Object.entries({
        ...state.confirmed?.lessons,
        ...(read.lesson && lesson && { [courseAt(site, read.lesson)]: clip(lesson, 300) }),
      }).slice(-KEPT)
      return { ...state, confirmed: { courses, lessons: Object.fromEntries(lessons) } }
    })
    const { db } = recorder
    const state = await recorder.state()
    const chains = await db.getAll('chains')
    for (const row of await db.getAll('views')) {
      const { body } = row
      if (row.hash || row.over || body.site !== site || body.course.key !== (read.course ?? body.host)) continue
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
    if (!state.signedIn || state.dismissed?.includes(name)) return
    if (state.score && scoreName(state.score.page) === name) return
    await recorder.changeState((now) => ({ ...now, score: { page, at } }))
  })
}

/** The score that waits, as one of this course; undefined where the trainee says that it is none. */
export async function takeScore(
  recorder: Recorder,
  course: { key: string; title: string } | undefined,
): Promise<PageDescription | undefined> {
  return recorder.turn(async () => {
    const { score: waits } = await recorder.state()
    await recorder.changeState(({ score: _, ...state }) => ({
      ...state,
      ...(waits && { dismissed: [...(state.dismissed ?? []), scoreName(waits.page)].slice(-50) }),
    }))
    return waits && course && { ...waits.page, course, confirmed: true }
  })
}
