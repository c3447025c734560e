import * as v from 'valibot'
import { observation } from '../../shared/record/bodies'
import type { ContentMessages, PageDescription } from '../messages'
import { chooseChain } from './choose-chain'
import { asConfirmed, guessed } from './confirming'
import { type Drafts, newView } from './drafts'
import { observe, said } from './observed'
import type { Openers } from './openers'
import { isPaused, leaveOut, recordedFrom } from './pausing'
import type { NewEntry, Recorder } from './recorder'
import type { ChainRow, StateRow, ViewRow } from './rows'
import type { Rules } from './rules'
import { accountsOf, platformOf, viewBody } from './seeing'
import { cut, endOf, endOfDraft, later, merge, pointAt, sound } from './spans'

type WatchInput = ContentMessages['watch']['input']
type WatchOutput = ContentMessages['watch']['output']

/** A draft is sealed after this long, or when it holds this many spans. */
const SEAL_AFTER = 300_000
const SEAL_SPANS = 40
/** A view under way is reported this often. */
const REPORTED_WITHIN = 5000

/**
 * Takes what content scripts report into drafts. A message may come twice, late, or after the worker was killed: spans are
 * known by their index in the view, and what is sealed or was nobody's is never taken again.
 */
export class Watching {
  readonly #last = new Map<string, Promise<void>>()

  constructor(
    readonly recorder: Recorder,
    readonly drafts: Drafts,
    readonly rules: Rules,
    /** The description of the tab's top frame; undefined where it cannot be asked. */
    readonly topPage: (tab: number) => Promise<PageDescription | undefined>,
    readonly openers: Openers,
  ) {}

  /** Reports of one view are taken in the order in which they came, however long their page takes to answer. */
  watch(input: WatchInput, tab: number, frame: number): Promise<WatchOutput> {
    const top = frame === 0 ? Promise.resolve(input.page) : this.topPage(tab)
    const before = this.#last.get(input.view) ?? Promise.resolve()
    const taken = before.then(async () => {
      const shown = await top
      const read = shown?.course || !input.page.course ? (shown ?? input.page) : input.page
      const page = await this.openers.placed(read, tab)
      return this.recorder.turn(() => this.#take({ ...input, spans: input.spans.map(sound) }, tab, frame, page))
    })
    const settled = taken.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(input.view, settled)
    void settled.then(() => this.#last.get(input.view) === settled && this.#last.delete(input.view))
    return taken
  }

  async #take(input: WatchInput, tab: number, frame: number, shown: PageDescription): Promise<WatchOutput> {
    const acknowledged = Math.max(0, input.first + input.spans.length - (input.closed ? 0 : 1))
    const state = await this.#withClock()
    const page = asConfirmed(shown, state)
    const old = await this.recorder.db.get('views', input.view)
    if (isPaused(state, page.site)) {
      await leaveOut(this, old, { ...input, site: page.site })
      return { recording: false, acknowledged }
    }
    const row = await this.#rowFor(old, input, { tab, frame }, page, state)
    if (!row) {
      if (old) await this.drafts.close(old)
      return { recording: false, acknowledged }
    }
    const read = guessed(shown) ? shown.course?.key : undefined
    const merged = this.#merged(row, input, page, state)
    const taken = await this.#gaps(read === undefined ? merged : { ...merged, read }, input)
    const now = this.recorder.now()
    if (input.ended) await this.drafts.end(taken)
    else if (now - taken.since >= SEAL_AFTER || taken.spans.length >= SEAL_SPANS) await this.drafts.seal(taken)
    else await this.recorder.put((tx) => void tx.objectStore('views').put(taken))
    return { recording: true, acknowledged }
  }

  /**
   * A clock that was set back since the sign-in (a wrong zone, put right) would make all that follows look as if it were
   * from before it, for hours: by the clock as it is now, the sign-in was before this report.
   */
  async #withClock(): Promise<StateRow> {
    const state = await this.recorder.state()
    const at = this.recorder.now() - REPORTED_WITHIN
    if (!state.signedIn || state.signedIn.at <= at + REPORTED_WITHIN) return state
    const signedIn = { ...state.signedIn, at }
    await this.recorder.changeState((now) => ({ ...now, signedIn }))
    return { ...state, signedIn }
  }

  #merged(row: ViewRow, input: WatchInput, page: PageDescription, state: StateRow): ViewRow {
    const done = later(row.done, pointAt(input.first, input.spans, recordedFrom(state, page.site)))
    const platform = platformOf(page)
    return {
      ...row,
      done,
      spans: merge({ ...row, done }, input.first, input.spans),
      growing: !input.closed,
      playing: input.playing,
      ...(input.seen && { seen: observe(row.seen, input.seen.filter(isSeen)) }),
      // A page that shows the next lesson already says nothing of this one.
      ...(row.body.lesson.key === (page.lesson?.key ?? row.body.lesson.key) && {
        missing: page.missing.join(' '),
        ...(platform && { platform }),
      }),
      updatedAt: this.recorder.now(),
    }
  }

  /** The draft this report belongs to: the view's own, or a new one where the page now shows another lesson or another class was chosen. */
  async #rowFor(
    old: ViewRow | undefined,
    input: WatchInput,
    place: { tab: number; frame: number },
    page: PageDescription,
    state: StateRow,
  ): Promise<ViewRow | undefined> {
    const { signedIn } = state
    if (!signedIn) return undefined
    const { db } = this.recorder
    const chains = await db.getAll('chains')
    const person = await db.get('people', signedIn.person)
    const body = viewBody(page, input.playing, person, this.rules, accountsOf(chains, signedIn.person))
    const unnamed = page.course === undefined
    const keep = old && (unnamed || sameLesson(old, body))
    const { chain, ask } = chooseChain(chains, state, keep ? old.body : body)
    if (ask && !unnamed && state.asking?.course !== ask.course)
      await this.recorder.changeState((now) => ({ ...now, asking: ask }))
    if (!chain) return undefined
    const fresh = () =>
      newView({
        view: input.view,
        chain: chain.chain,
        body,
        unnamed,
        ...place,
        playing: input.playing,
        updatedAt: this.recorder.now(),
      })
    if (!old) return fresh()
    if (old.chain !== chain.chain) return this.#goOnAs(old, fresh(), endOfDraft(old))
    if (keep) return withoutChange(old.unnamed && !unnamed && !old.hash ? { ...old, body, unnamed } : asLive(old, body))
    if (old.unnamed && !old.hash) return { ...old, body, unnamed }
    if (input.ended) return old
    return this.#changing(old, input, fresh)
  }

  /**
   * A page often shows the next lesson a moment before its source is swapped, and the swap ends the view. So what plays
   * on is the old lesson's until a second report still shows the new one: then it is the new one's from the first on.
   */
  async #changing(old: ViewRow, input: WatchInput, fresh: () => ViewRow): Promise<ViewRow> {
    const end = endOf(input.first, input.spans, old.done)
    if (!old.changedAt) return { ...old, changedAt: end }
    if (later(old.changedAt, end) === old.changedAt) return old
    return this.#goOnAs(old, fresh(), old.changedAt)
  }

  /** Ends a draft at a point and carries on behind it as another one. */
  async #goOnAs(old: ViewRow, next: ViewRow, at: ViewRow['done']): Promise<ViewRow> {
    const { before, after } = cut(old.spans, old.done, at)
    const row: ViewRow = {
      ...next,
      done: later(old.done, at),
      spans: after,
      growing: old.growing,
      gaps: old.gaps,
      // What was seen until here is said of the lesson it was seen in.
      ...(old.seen && { seen: said(old.seen, old.seen) }),
    }
    await this.drafts.write(old, before, (tx) => void tx.objectStore('views').put(row), true)
    return row
  }

  /** Clocks that disagreed, each once. */
  async #gaps(row: ViewRow, { gaps }: WatchInput): Promise<ViewRow> {
    const name = ({ reason, from, to }: WatchInput['gaps'][number]) => `${reason}/${from}/${to}`
    const fresh = gaps.filter((gap) => gap.to >= gap.from && gap.from >= 0 && !row.gaps.includes(name(gap)))
    if (fresh.length === 0) return row
    const next: ViewRow = { ...row, gaps: [...row.gaps, ...fresh.map(name)].slice(-20) }
    const entries = fresh.map(
      ({ reason, from, to }): NewEntry => ({
        kind: 'gap',
        body: { reason, from, to, ...(row.hash && { view: row.hash }) },
      }),
    )
    await this.recorder.write(row.chain, entries, (tx) => void tx.objectStore('views').put(next))
    return next
  }

  /** What the platform says of a lesson, also after its player has stopped, goes with what is in the draft. */
  page(page: PageDescription, tab: number): Promise<void> {
    const platform = platformOf(page)
    if (!platform) return Promise.resolve()
    return this.recorder.turn(async () => {
      for (const row of await this.recorder.db.getAll('views')) {
        if (row.tab !== tab || row.over || row.body.lesson.key !== page.lesson?.key) continue
        await this.recorder.put((tx) => void tx.objectStore('views').put({ ...row, platform }))
      }
    })
  }

  /** The trainee said which class a course belongs to. */
  choose(chain: ChainRow['chain'], key: string): Promise<void> {
    return this.recorder.turn(() =>
      this.recorder.changeState(({ asking, ...state }) => ({ ...state, choices: { ...state.choices, [key]: chain } })),
    )
  }
}

const sameLesson = (row: ViewRow, body: ViewRow['body']) =>
  row.body.site === body.site && row.body.course.key === body.course.key && row.body.lesson.key === body.lesson.key

/** That a stream is live shows only after a while: what is not written yet is live from its beginning. */
function asLive(row: ViewRow, { media }: ViewRow['body']): ViewRow {
  if (row.hash || media !== 'live' || row.body.media !== 'video') return row
  const { duration: _, ...lesson } = row.body.lesson
  return { ...row, body: { ...row.body, lesson, media } }
}

const withoutChange = ({ changedAt, ...row }: ViewRow): ViewRow => row

const isSeen = (one: object): boolean => v.is(v.omit(observation, ['view']), one)
