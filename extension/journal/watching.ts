import type { Body, Span } from '../../shared/record/bodies'
import { planCourse } from '../../shared/study/span-reason'
import type { ContentMessages, PageDescription } from '../messages'
import type { NewEntry, Recorder } from './recorder'
import { ruleRef } from './rules'
import { endOf, merge, split } from './spans'
import type { ChainRow, PersonRow, StateRow, ViewRow } from './store'

type WatchInput = ContentMessages['watch']['input']

/** A draft is sealed after this long, or when it holds this many spans. */
const SEAL_AFTER = 300_000
const SEAL_SPANS = 50

/** Takes what content scripts report into the journal. Every message may come twice, late or after the worker was killed. */
export class Watching {
  constructor(
    readonly recorder: Recorder,
    /** The description of the tab's top frame; undefined where it cannot be asked. */
    readonly topPage: (tab: number) => Promise<PageDescription | undefined>,
    readonly onSealed: () => void,
  ) {}

  async watch(input: WatchInput, tab: number, frame: number): Promise<ContentMessages['watch']['output']> {
    const top = frame === 0 ? input.page : await this.topPage(tab)
    const page = top?.course ? top : input.page
    return this.recorder.turn(() => this.#take(input, tab, page))
  }

  async #take(input: WatchInput, tab: number, page: PageDescription): Promise<ContentMessages['watch']['output']> {
    const { db } = this.recorder
    const acknowledged = input.first + input.spans.length - (input.closed ? 0 : 1)
    const state = await this.recorder.state()
    const old = await db.get('views', input.view)
    const body = state.signedIn && (await this.#viewBody(input, page, await db.get('people', state.signedIn.person)))
    const chain = body && state.signedIn && (await this.#chainFor(state, body))
    if (!body || !chain) {
      // Nobody is studying here: nothing is recorded, and what passed meanwhile is never taken up later.
      if (old) await this.#seal(old, true)
      const done = endOf(input.first, input.spans, old?.done ?? START)
      if (!input.ended) await this.recorder.put((tx) => void tx.objectStore('views').put(idle(input, tab, done, this.recorder.now())))
      return { recording: false, acknowledged: Math.max(0, acknowledged) }
    }
    const same = old && old.chain === chain.chain && old.body.course.key === body.course.key && old.body.lesson.key === body.lesson.key ? old : undefined
    if (old && !same && old.chain) await this.#seal(old, true)
    const opened = same ?? (await this.#open(input, tab, chain, body, (await db.get('views', input.view))?.done ?? START))
    const row = { ...opened, done: sinceSignIn(input, opened.done, state.signedIn?.at ?? 0) }
    const updated: ViewRow = {
      ...row,
      spans: merge(row, input.first, input.spans),
      growing: !input.closed,
      ...(input.playing.duration !== undefined && { duration: input.playing.duration }),
      ...(page.platform && { platform: page.platform }),
      updatedAt: this.recorder.now(),
    }
    const withGaps = await this.#gaps(updated, input.gaps)
    const due = input.ended || this.recorder.now() - row.since >= SEAL_AFTER || withGaps.spans.length >= SEAL_SPANS
    if (due) await this.#seal(withGaps, input.ended)
    else await this.recorder.put((tx) => void tx.objectStore('views').put(withGaps))
    return { recording: true, acknowledged: Math.max(0, acknowledged) }
  }

  /** Writes the view entry; the row that its spans gather in is there with it. */
  async #open(input: WatchInput, tab: number, chain: ChainRow, body: Body<'view'>, done: ViewRow['done']): Promise<ViewRow> {
    const now = this.recorder.now()
    const [entry] = await this.recorder.write(chain.chain, [{ kind: 'view', body }])
    const row: ViewRow = { view: input.view, chain: chain.chain, hash: entry?.hash ?? '', body, tab, done, spans: [], growing: false, gaps: [], since: now, updatedAt: now }
    const used = await this.recorder.db.get('chains', chain.chain)
    await this.recorder.put((tx) => {
      void tx.objectStore('views').put(row)
      if (used) void tx.objectStore('chains').put({ ...used, lastUsed: now })
    })
    return row
  }

  async #gaps(row: ViewRow, gaps: WatchInput['gaps']): Promise<ViewRow> {
    const fresh = gaps.filter(({ reason, from, to }) => !row.gaps.includes(`${reason}/${from}/${to}`))
    if (fresh.length === 0) return row
    const next = { ...row, gaps: [...row.gaps, ...fresh.map(({ reason, from, to }) => `${reason}/${from}/${to}`)].slice(-20) }
    const entries: NewEntry[] = fresh.map(({ reason, from, to }) => ({ kind: 'gap', body: { reason, from, to, view: row.hash } }))
    await this.recorder.write(row.chain, entries, (tx) => void tx.objectStore('views').put(next))
    return next
  }

  /** Inside a turn: writes what is in the draft as one watch entry and moves the draft on, in one transaction. */
  async #seal(row: ViewRow, over: boolean): Promise<void> {
    const { sealed, rest, done } = split(row, over)
    const next: ViewRow = { ...row, spans: rest, done, since: this.recorder.now() }
    const keep = (tx: Parameters<NonNullable<Parameters<Recorder['write']>[2]>>[0]) => {
      if (over) void tx.objectStore('views').delete(row.view)
      else void tx.objectStore('views').put(next)
    }
    if (sealed.length === 0 || !row.chain) return this.recorder.put(keep)
    await this.recorder.write(row.chain, [watchEntry(row, sealed)], keep)
    if (over) {
      // The element may live on under another lesson: remember where it had got to.
      await this.recorder.put((tx) => void tx.objectStore('views').put({ ...next, chain: '', spans: [] }))
    }
    this.onSealed()
  }

  /** Seals every draft that holds something: before a hand-in, at sign-out, or (quiet) those nobody reported for a while. */
  async sealAll({ quietFor = 0, recovered = false }: { quietFor?: number; recovered?: boolean } = {}): Promise<void> {
    await this.recorder.turn(async () => {
      const now = this.recorder.now()
      for (const row of await this.recorder.db.getAll('views')) {
        if (now - row.updatedAt < quietFor) continue
        if (recovered) await this.#recover(row)
        else if (row.chain && row.spans.length > 0) await this.#sealKeeping(row)
        else if (now - row.updatedAt > 86_400_000) await this.recorder.put((tx) => void tx.objectStore('views').delete(row.view))
      }
    })
  }

  /** All of the draft, and the view goes on. */
  async #sealKeeping(row: ViewRow): Promise<void> {
    const { sealed, done } = split(row, true)
    await this.recorder.write(row.chain, [watchEntry(row, sealed)], (tx) => void tx.objectStore('views').put({ ...row, spans: [], done, since: this.recorder.now() }))
    this.onSealed()
  }

  /** A draft found when the browser starts: sealed as recovered, with the stretch nobody can speak for as a gap. */
  async #recover(row: ViewRow): Promise<void> {
    const chain = row.chain ? await this.recorder.db.get('chains', row.chain) : undefined
    const last = row.spans.at(-1)?.span
    const drop = (tx: Parameters<NonNullable<Parameters<Recorder['write']>[2]>>[0]) => void tx.objectStore('views').delete(row.view)
    if (!chain || !last) return this.recorder.put(drop)
    const mark = { chain: chain.chain, seq: chain.next - 1 }
    const end = last.wall + last.ms
    const entry = watchEntry(row, row.spans.map(({ span }) => span))
    await this.recorder.write(
      chain.chain,
      [
        { kind: 'watch', body: { ...entry.body, recovered: mark } },
        { kind: 'gap', body: { reason: 'recovered', from: end, to: Math.max(end, Math.min(end + 5000, this.recorder.now())), view: row.hash, recovered: mark } },
      ],
      drop,
    )
    this.onSealed()
  }

  async #viewBody(input: WatchInput, page: PageDescription, person: PersonRow | undefined): Promise<Body<'view'>> {
    const course = page.course ?? { key: page.host, title: page.host }
    const lesson = page.lesson ?? { key: course.key, title: course.title }
    const account = page.account?.replace(/\s+/g, '')
    return {
      site: page.site,
      host: page.host,
      rule: ruleRef(page.rule),
      course,
      lesson: { ...lesson, ...(lesson.duration === undefined && input.playing.duration !== undefined && { duration: input.playing.duration }) },
      media: input.playing.kind,
      learner: { state: account !== undefined && account === person?.name.replace(/（.*$/, '') ? 'match' : 'unknown', ...(account && { masked: masked(account) }) },
    }
  }

  /** The signed-in person's chain whose plan lists the course; their choice where several do; the last used where none does. */
  async #chainFor(state: StateRow, body: Body<'view'>): Promise<ChainRow | undefined> {
    const mine = (await this.recorder.db.getAll('chains'))
      .filter((row) => row.person === state.signedIn?.person && row.state !== 'replaced')
      .sort((a, b) => b.lastUsed - a.lastUsed)
    const listing = mine.filter((row) => planCourse(body, row.class.body.courses))
    if (listing.length <= 1) return listing[0] ?? mine[0]
    const chosen = listing.find((row) => row.chain === state.choices[body.course.key])
    if (!chosen && state.asking?.course !== body.course.key) {
      const asking = { course: body.course.key, title: body.course.title, chains: listing.map(({ chain }) => chain) }
      await this.recorder.put((tx) => void tx.objectStore('state').put({ ...state, asking }))
    }
    return chosen ?? listing[0]
  }
}

const START = { index: 0, ms: 0 }

/** A view of nobody: only remembers where it has got to. */
const idle = (input: WatchInput, tab: number, done: ViewRow['done'], now: number): ViewRow => ({
  view: input.view,
  chain: '',
  hash: '',
  body: { site: '-', host: '-', rule: '', course: { key: '', title: '' }, lesson: { key: '', title: '' }, media: 'video', learner: { state: 'unknown' } },
  tab,
  done,
  spans: [],
  growing: false,
  gaps: [],
  since: now,
  updatedAt: now,
})

/** Nothing from before the sign-in is anybody's: moves the point reached up to it. */
function sinceSignIn(input: WatchInput, done: ViewRow['done'], signedInAt: number): ViewRow['done'] {
  return input.spans.reduce((reached, span, i) => {
    const before = Math.min(signedInAt - span.wall, span.ms)
    const here = { index: input.first + i, ms: before }
    return before > 0 && (here.index > reached.index || (here.index === reached.index && here.ms > reached.ms)) ? here : reached
  }, done)
}

const watchEntry = (row: ViewRow, spans: Span[]): NewEntry<'watch'> => ({
  kind: 'watch',
  body: {
    view: row.hash,
    spans,
    ...(row.duration !== undefined && { duration: row.duration }),
    ...(row.platform && (row.platform.progress !== undefined || row.platform.finished !== undefined) && { platform: row.platform }),
  },
})

/** 王*明, 1****5678: enough to recognise one's own, not to name anybody. */
export const masked = (account: string): string =>
  account.length <= 2 ? `${account.slice(0, 1)}*` : `${account.slice(0, 1)}${'*'.repeat(Math.min(4, account.length - 2))}${account.slice(account.length > 6 ? -4 : -1)}`
