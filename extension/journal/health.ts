import { planCourse } from '../../shared/study/span-reason'
import type { Unmeasurable } from '../capture/find-unmeasurable'
import type { PageDescription } from '../messages'
import { chooseChain } from './choose-chain'
import { SILENT } from './live'
import { isPaused } from './pausing'
import type { NewEntry, Recorder } from './recorder'
import type { Rules } from './rules'
import { clip, viewBody } from './seeing'

/** The same trouble with the same lesson is said once a day. */
const AGAIN = 86_400_000
const KEPT = 50

/**
 * A page holds a player that cannot be measured. The trainee is told; where the course is in a plan of theirs the record says
 * so too: which lesson, and that nothing is known of it. Returns whether something was written.
 */
export async function noteUnmeasurable(
  recorder: Recorder,
  rules: Rules,
  { what, detail }: Unmeasurable,
  page: PageDescription,
): Promise<boolean> {
  return recorder.turn(async () => {
    const at = recorder.now()
    const host = clip(what === 'frame' ? detail : page.host, 253)
    const state = await recorder.state()
    if (isPaused(state, page.site)) return false
    const key = `${what} ${host} ${page.course?.key ?? ''} ${page.lesson?.key ?? ''}`
    const noted = Object.fromEntries(
      Object.entries(state.noted ?? {})
        .filter(([, when]) => at - when < AGAIN)
        .slice(-KEPT),
    )
    if (noted[key] !== undefined) return false
    await recorder.changeState((now) => ({ ...now, unmeasurable: { host, what, at }, noted: { ...noted, [key]: at } }))
    const { db } = recorder
    const person = state.signedIn && (await db.get('people', state.signedIn.person))
    const body = viewBody(page, { kind: 'video', state: 'paused', rate: 1000 }, person, rules)
    const { chain } = chooseChain(await db.getAll('chains'), state, body)
    if (!page.course || !chain || !planCourse(body, chain.class.body.courses)) return false
    const entries: NewEntry[] = [
      { kind: 'view', body },
      what === 'frame'
        ? { kind: 'system', body: { event: 'frame-unreachable', detail: host } }
        : {
            kind: 'gap',
            body: (before) => ({ reason: 'unmeasurable', from: at, to: at, view: before[0]?.hash ?? '' }),
          },
    ]
    await recorder.write(chain.chain, entries)
    return true
  })
}

/**
 * Every minute: a tab that can be heard and from which nothing is reported plays by something we cannot see, as `new Audio()`
 * that stands in no page. Returns whether something was written.
 */
export async function noteUnheard(
  recorder: Recorder,
  rules: Rules,
  audible: readonly number[],
  topPage: (tab: number) => Promise<PageDescription | undefined>,
): Promise<boolean> {
  const now = recorder.now()
  const views = await recorder.db.getAll('views')
  let written = false
  for (const tab of audible) {
    if (views.some((row) => row.tab === tab && now - row.updatedAt < SILENT)) continue
    const page = await topPage(tab)
    if (page) written = (await noteUnmeasurable(recorder, rules, { what: 'audio', detail: '' }, page)) || written
  }
  return written
}
