import * as v from 'valibot'
import { planCourse } from '../../shared/study/span-reason'
import type { PageDescription } from '../messages'
import { writable } from './choose-chain'
import type { Recorder } from './recorder'

/** What is needed of the browser's tabs. */
export interface Tabs {
  /** What the tab shows that opened this one; undefined where none did, or it is gone. */
  opener(tab: number): Promise<PageDescription | undefined>
  /** Until the browser closes. */
  recall(name: string): Promise<unknown>
  keep(name: string, value: Opened): Promise<void>
}

const opened = v.object({ key: v.string(), title: v.string() })
/** The course that a page was opened from. */
type Opened = v.InferOutput<typeof opened>

export const noTabs: Tabs = {
  opener: async () => undefined,
  recall: async () => undefined,
  keep: async () => undefined,
}

/**
 * Some software opens each lesson of a course in a tab of its own, whose page knows only the lesson. Where the rule says which of
 * its pages open this one, and only that page's course is in a plan, the lesson belongs to that course: also when the page that
 * opened it has moved on since.
 */
export class Openers {
  constructor(
    readonly recorder: Recorder,
    readonly tabs: Tabs,
  ) {}

  async placed(page: PageDescription, tab: number): Promise<PageDescription> {
    const { opener: names, course, site } = page
    if (!names || !course) return page
    const { signedIn } = await this.recorder.state()
    const mine = writable(await this.recorder.db.getAll('chains'), signedIn?.person)
    const listed = (one: Opened) => mine.some((row) => planCourse({ site, course: one }, row.class.body.courses))
    if (listed(course)) return page
    const name = `opener ${tab} ${course.key}`
    const known = await this.tabs.recall(name)
    if (v.is(opened, known)) return { ...page, course: known }
    const from = await this.tabs.opener(tab)
    if (!from?.course || from.site !== site || from.rule !== page.rule || !names.includes(from.page ?? '')) return page
    if (!listed(from.course)) return page
    const { key, title } = from.course
    await this.tabs.keep(name, { key, title })
    return { ...page, course: { key, title } }
  }
}
