import type { DrivenBrowser, Tab } from './drivers/browser'

/**
 * A scripted lesson on the practice px.class.com.cn, and what was really watched in it: the script writes down the media
 * position around everything it does, in the page's own world, with nothing of the product involved.
 */
export interface Truth {
  /** ms of media that ran at 1x on a page in front, by lesson title. */
  credited: Record<string, number>
  /** Wall ms that ran at another rate, and behind another tab. */
  rate: number
  hidden: number
}

interface Mark {
  what: string
  lesson: string
  position: number
  rate: number
  hidden: boolean
  playing: boolean
}

export const LESSON_PAGE = 'http://px.class.com.cn/player/study/index?courseId=10103'
export const RESULT_PAGE = 'http://px.class.com.cn/study/exam/result?paper=9101'

/** Puts the note-taker into the player page. */
const NOTES = `(() => {
  const frame = () => document.querySelector('#container').contentDocument
  const video = () => frame().querySelector('video')
  window.notes = []
  window.note = (what) => {
    const v = video()
    const title = document.querySelector('#list_chapter .section.active').textContent.replace(/\\d+:\\d+\\s*$/, '').trim()
    notes.push({ what, lesson: title, position: v.currentTime * 1000, rate: v.playbackRate, hidden: document.hidden, playing: !v.paused && !v.ended })
  }
  window.reach = (seconds) => new Promise((resolve) => {
    const v = video()
    const target = v.currentTime + seconds
    const look = () => { if (v.currentTime >= target || v.ended) { v.removeEventListener('timeupdate', look); resolve(v.currentTime) } }
    v.addEventListener('timeupdate', look)
  })
  window.act = async (what, work) => { note('before ' + what); await work(video()); note(what) }
  document.addEventListener('visibilitychange', () => note('visibility'))
  return true
})()`

/** The player of the player page, as an expression. */
export const VIDEO = `document.querySelector('#container')?.contentDocument?.querySelector('video')`
const ready = (tab: Tab, before = '') =>
  tab.waitFor(`(${VIDEO}?.readyState ?? 0) >= 2 && ${VIDEO}.currentSrc !== ${JSON.stringify(before)}`)
const act = (tab: Tab, what: string, work: string) =>
  tab.evaluate(`act(${JSON.stringify(what)}, async (v) => { ${work} }).then(() => true)`)
const run = (tab: Tab, seconds: number) => tab.evaluate(`reach(${seconds})`)

/** Opens the player page in a new tab, its player ready. */
export async function openLesson(browser: DrivenBrowser): Promise<Tab> {
  const tab = await browser.open(LESSON_PAGE)
  await takeNotes(tab)
  return tab
}

/** Waits for the player of a player page and puts the note-taker beside it. */
export async function takeNotes(tab: Tab): Promise<void> {
  await ready(tab)
  await tab.evaluate(NOTES)
}

/** Plays for this many seconds of media, then pauses. */
export async function playFor(tab: Tab, seconds: number): Promise<void> {
  await startPlaying(tab)
  await run(tab, seconds)
  await stopPlaying(tab)
}

export const startPlaying = (tab: Tab): Promise<unknown> => act(tab, 'play', 'await v.play()')
export const stopPlaying = (tab: Tab): Promise<unknown> => act(tab, 'pause', 'v.pause()')
/** Resolves when the player that runs has got this much further. */
export const runFor = run

/** What was watched in this tab until now. */
export async function truthSoFar(tab: Tab): Promise<Truth> {
  await tab.evaluate(`note('look')`)
  return truthOf([await tab.evaluate<Mark[]>('notes')])
}

/** ms that must be credited for these tabs. */
export const watched = (...truths: Truth[]): number =>
  truths.flatMap(({ credited }) => Object.values(credited)).reduce((total, ms) => total + ms, 0)

/** Play, pause, seek forward and back, 2x, hidden, a second tab of the same lesson, a lesson switch in the same element. Leaves the player paused. */
export async function studyLesson(browser: DrivenBrowser, tab: Tab): Promise<Truth> {
  await act(tab, 'play', 'await v.play()')
  await run(tab, 8)
  await act(tab, 'pause', 'v.pause()')
  await act(tab, 'play', 'await v.play()')
  await run(tab, 4)
  await act(
    tab,
    'seek',
    'v.currentTime += 25; await new Promise((r) => v.addEventListener("seeked", r, { once: true }))',
  )
  await run(tab, 4)
  await act(tab, 'seek', 'v.currentTime = 3; await new Promise((r) => v.addEventListener("seeked", r, { once: true }))')
  await run(tab, 4)
  await act(tab, 'rate', 'v.playbackRate = 2')
  await run(tab, 8)
  await act(tab, 'rate', 'v.playbackRate = 1')
  await run(tab, 3)

  const other = await browser.open('http://px.class.com.cn/study/myclass/index')
  await run(tab, 5)
  const second = await openLesson(browser)
  await act(second, 'play', 'await v.play()')
  await run(second, 5)
  await act(second, 'pause', 'v.pause()')
  const secondNotes = await second.evaluate<Mark[]>('notes')
  await second.close()
  await other.close()
  await tab.activate()
  await run(tab, 3)

  await act(tab, 'pause', 'v.pause()')
  const before = await tab.evaluate<string>(`${VIDEO}.currentSrc`)
  await tab.click('#list_chapter .section:nth-child(4)')
  await ready(tab, before)
  await act(tab, 'play', 'await v.play()')
  await run(tab, 6)
  await act(tab, 'pause', 'v.pause()')
  return truthOf([await tab.evaluate<Mark[]>('notes'), secondNotes])
}

/** From one note to the next the state of the first holds; a jump of the position is not watching. */
function truthOf(tabs: readonly Mark[][]): Truth {
  const truth: Truth = { credited: {}, rate: 0, hidden: 0 }
  for (const notes of tabs) {
    for (const [i, from] of notes.entries()) {
      const to = notes[i + 1]
      if (!to || !from.playing || to.what === 'seek' || to.lesson !== from.lesson) continue
      const media = to.position - from.position
      if (from.hidden) truth.hidden += media / from.rate
      else if (from.rate !== 1) truth.rate += media / from.rate
      else truth.credited[from.lesson] = (truth.credited[from.lesson] ?? 0) + media
    }
  }
  return truth
}
