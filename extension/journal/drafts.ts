import type { Body, Span } from '../../shared/record/bodies'
import { type Observed, observationEntry, said, unsaid } from './observed'
import type { NewEntry, Recorder } from './recorder'
import type { ViewRow } from './rows'
import { clip } from './seeing'
import { START, split } from './spans'
import type { Writing } from './store'

/** At most this many spans in one entry, so that it stays far below 16 kB. */
const SPANS = 50
/** What a page's player can have played after its last report when everything died: reports are due every 5 s, in rounds of 2. */
const LOST = 6000
/** Nothing will come any more from a view this old. */
const FORGOTTEN = 7 * 86_400_000

type Also = (tx: Writing, hash: string | undefined) => void

/** Turns drafts into entries. Every method runs inside a turn of the recorder. */
export class Drafts {
  constructor(
    readonly recorder: Recorder,
    readonly onSealed: () => void,
  ) {}

  /** Seals what is final; with `growing` also the span under way: what it gains later goes on behind this point. The view goes on. */
  async seal(row: ViewRow, growing = false): Promise<ViewRow> {
    const { sealed, rest, done } = split(row, growing)
    const seen = said(row.seen, observedOf(row, sealed, false))
    const next: ViewRow = { ...row, spans: rest, done, seen, since: this.recorder.now() }
    await this.write(row, sealed, (tx, hash) => void tx.objectStore('views').put({ ...next, ...(hash && { hash }) }))
    return (await this.recorder.db.get('views', row.view)) ?? next
  }

  /** Seals everything; the view is over, and remembered, because its last report may come again. */
  async end(row: ViewRow): Promise<void> {
    const { sealed, done } = split(row, true)
    const seen = said(row.seen, observedOf(row, sealed, true))
    const over: ViewRow = { ...row, spans: [], growing: false, done, seen, over: true }
    await this.write(row, sealed, (tx) => void tx.objectStore('views').put(over), true)
  }

  /** Seals everything and forgets the view. */
  async close(row: ViewRow): Promise<void> {
    const { sealed } = split(row, true)
    await this.write(row, sealed, (tx) => void tx.objectStore('views').delete(row.view), true)
  }

  /**
   * Writes spans as watch entries behind the view entry (which is written first if it is not there yet) and what was seen
   * besides, with what `also` puts. `over`: nothing more comes of this view on this lesson.
   */
  async write(row: ViewRow, spans: readonly Span[], also: Also, over = false): Promise<void> {
    const observed = observedOf(row, spans, over)
    if (spans.length === 0 && observed.length === 0) {
      await this.recorder.put((tx) => also(tx, row.hash))
      return
    }
    const entries = [
      ...(spans.length > 0 ? watchEntries(row, spans) : []),
      ...observed.map((one) => observationEntry(one, row.hash)),
    ]
    await this.recorder.write(row.chain, entries, (tx, written) => also(tx, row.hash ?? written[0]?.hash))
    this.onSealed()
  }

  /** Seals every draft that nobody reported for a while; the views may go on. */
  async sealAll(quietFor = 0): Promise<void> {
    const now = this.recorder.now()
    for (const row of await this.recorder.db.getAll('views')) {
      const quiet = now - row.updatedAt
      if (quiet < quietFor) continue
      if (row.spans.length > 0) await this.seal(row, true)
      else if (quiet > FORGOTTEN) await this.recorder.put((tx) => void tx.objectStore('views').delete(row.view))
    }
  }

  /** Ends every view of these chains: somebody signs out. */
  async closeAll(chains: readonly string[]): Promise<void> {
    for (const row of await this.recorder.db.getAll('views')) if (chains.includes(row.chain)) await this.close(row)
  }

  /** Drafts found when the browser starts: sealed as recovered, with the stretch nobody can speak for as a gap. */
  async recover(): Promise<void> {
    for (const row of await this.recorder.db.getAll('views')) {
      const chain = await this.recorder.db.get('chains', row.chain)
      const last = row.spans.at(-1)?.span
      const drop = (tx: Writing) => void tx.objectStore('views').delete(row.view)
      if (!chain || !last) {
        await this.recorder.put(drop)
        continue
      }
      const mark = { chain: chain.chain, seq: Math.max(0, chain.next - 1) }
      const end = last.wall + last.ms
      const watched = watchEntries(
        row,
        row.spans.map(({ span }) => span),
        mark,
      )
      const observed = unsaid(row.seen, true).map((one) => observationEntry(one, row.hash))
      const gap: NewEntry = {
        kind: 'gap',
        body: (before) => ({
          reason: 'recovered',
          from: end,
          to: Math.max(end, Math.min(end + LOST, this.recorder.now())),
          view: row.hash ?? before[0]?.hash,
          recovered: mark,
        }),
      }
      await this.recorder.write(chain.chain, [...watched, ...observed, gap], drop)
      this.onSealed()
    }
  }
}

/** A new draft of a view that starts behind `done`. */
export const newView = (
  row: Omit<ViewRow, 'spans' | 'growing' | 'gaps' | 'since' | 'done'> & { done?: ViewRow['done'] },
): ViewRow => ({
  ...row,
  done: row.done ?? START,
  spans: [],
  growing: false,
  gaps: [],
  since: row.updatedAt,
})

/** What of a view's observations goes with these spans: nothing until the view itself stands in the chain. */
const observedOf = (row: ViewRow, spans: readonly Span[], over: boolean): Observed[] =>
  row.hash || spans.length > 0 ? unsaid(row.seen, over) : []

/** What sealing these spans of a view would write. */
export function watchEntries(row: ViewRow, spans: readonly Span[], recovered?: Body<'watch'>['recovered']): NewEntry[] {
  const { playing, platform, hash, missing } = row
  const entries: NewEntry[] = hash ? [] : [{ kind: 'view', body: row.body }]
  if (!hash && missing) {
    const detail = clip(`${row.body.rule.split('#')[0]} ${missing}`, 300)
    entries.push({ kind: 'system', body: { event: 'field-missing', detail } })
  }
  for (let from = 0; from < spans.length; from += SPANS) {
    entries.push({
      kind: 'watch',
      body: (before) => ({
        view: hash ?? before[0]?.hash ?? '',
        spans: spans.slice(from, from + SPANS),
        ...(playing.duration !== undefined && { duration: playing.duration }),
        ...(platform && { platform }),
        ...(recovered && { recovered }),
      }),
    })
  }
  return entries
}
