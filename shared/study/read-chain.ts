import type { Body } from '../record/bodies'
import { type Entry, type Known, MAX_BATCH_BYTES, MAX_ENTRY_BYTES, readKnown } from '../record/entry'
import type { Milliseconds } from '../record/fields'
import type { Facts } from './facts'

/** A view with the chain's state when each of its spans was written down. */
export interface SpanAt {
  chain: string
  seq: number
  /** Index within its watch entry. */
  index: number
  span: Body<'watch'>['spans'][number]
  /** Hash of the view entry, and what it says. */
  viewHash: string
  view: Body<'view'>
  signedIn: boolean
  /** Wall time that the receipts prove, both ends with tolerance. */
  window: { from: Milliseconds; to: Milliseconds }
}

export interface ScoreAt {
  chain: string
  seq: number
  at: Milliseconds
  score: Body<'score'>
}

/** One chain, read once in order: whose it is, its spans, scores, and what could not be read. */
export interface ReadChain {
  chain: string
  seat: string | undefined
  spans: SpanAt[]
  scores: ScoreAt[]
  platform: { at: Milliseconds; view: Body<'view'>; shown: NonNullable<Body<'watch'>['platform']> }[]
  unread: number[]
  /** What a site rule did not find on a page: `id@version` and the fields, as the entry has it. */
  missing: { seq: number; detail: string }[]
  windows: ReceiptWindow[]
}

export interface ReceiptWindow {
  from: number
  to: number
  /** Opened by the receipt before, or by the code or class file; absent where no binding is known. */
  opens: Milliseconds | undefined
  closes: Milliseconds
  /** The receipt that closes it. */
  receipt: string
}

type Binding = Facts['bindings'][number]

/** Wall clocks may be this far off the server's. */
export const TOLERANCE: Milliseconds = 120_000

/**
 * Reads the entries of one chain (branch 0, in order, already verified). `now` closes the window of entries that have no
 * receipt yet; a server and a verifier leave it out, and such entries then have no proven time.
 */
export function readChain(entries: readonly Entry[], facts: Facts, now?: Milliseconds): ReadChain {
  const chain = entries[0]?.chain ?? ''
  const first = entries[0] && readKnown(entries[0])
  const binding = first?.kind === 'join' ? facts.bindings.find(({ claim }) => claim === first.body.claim) : undefined
  const windows = receiptWindows(chain, facts, binding)
  const read: ReadChain = {
    chain,
    seat: binding?.seat,
    spans: [],
    scores: [],
    platform: [],
    unread: [],
    missing: [],
    windows,
  }
  const views = new Map<string, Body<'view'>>()
  let signedIn = false
  let window = 0
  for (const entry of entries) {
    const known = readKnown(entry)
    if (!known) {
      read.unread.push(entry.seq)
      continue
    }
    if (known.kind === 'signin') signedIn = true
    else if (known.kind === 'signout' || known.kind === 'leave') signedIn = false
    else if (known.kind === 'view') views.set(entry.hash, known.body)
    else if (known.kind === 'system' && known.body.event === 'field-missing')
      read.missing.push({ seq: entry.seq, detail: known.body.detail ?? '' })
    else if (known.kind === 'score') read.scores.push({ chain, seq: entry.seq, at: entry.at, score: known.body })
    else if (known.kind === 'watch') {
      while (window < windows.length && (windows[window]?.to ?? -1) < entry.seq) window++
      const view = views.get(known.body.view)
      if (!view) {
        read.unread.push(entry.seq)
        continue
      }
      const last = windows.at(-1)
      const proven = provenBy(windows[window], last ? opensNext(last, binding) : binding?.from, now)
      addSpans(read, known, view, signedIn || known.body.recovered !== undefined, proven)
      if (known.body.platform) read.platform.push({ at: entry.at, view, shown: known.body.platform })
    }
  }
  return read
}

function addSpans(
  read: ReadChain,
  entry: Known & { kind: 'watch' },
  view: Body<'view'>,
  signedIn: boolean,
  window: SpanAt['window'],
): void {
  for (const [index, span] of entry.body.spans.entries()) {
    read.spans.push({
      chain: read.chain,
      seq: entry.seq,
      index,
      span,
      viewHash: entry.body.view,
      view,
      signedIn,
      window,
    })
  }
}

function receiptWindows(chain: string, facts: Facts, binding: Binding | undefined): ReceiptWindow[] {
  let opens = binding?.from
  return facts.receipts
    .filter((receipt) => receipt.chain === chain && !receipt.branch)
    .sort((a, b) => a.to - b.to)
    .map(({ from, to, at, hash }) => {
      const window = { from, to, opens, closes: at, receipt: hash }
      opens = opensNext(window, binding)
      return window
    })
}

/** Fewer entries than this are never cut by the size of a batch. */
const CUT = Math.floor(MAX_BATCH_BYTES / (MAX_ENTRY_BYTES + 1))

/**
 * What follows a receipt happened after it, where a device hands in what it has. Not so behind a batch that its limits may
 * have cut: the rest was written with it (days without a network). And not so where files are handed in: they lie on
 * desks, several are imported in one go, and neither that nor their order may decide what counts.
 */
const opensNext = ({ from, to, opens, closes }: ReceiptWindow, binding: Binding | undefined) =>
  binding?.how === 'file' || to - from + 1 >= CUT ? opens : closes

/** An impossible window proves nothing: everything in it is `clock-unproven`. */
function provenBy(
  window: ReceiptWindow | undefined,
  opensLast: Milliseconds | undefined,
  now: Milliseconds | undefined,
): SpanAt['window'] {
  const opens = window ? window.opens : opensLast
  const closes = window ? window.closes : now
  return opens === undefined || closes === undefined
    ? { from: 0, to: -1 }
    : { from: opens - TOLERANCE, to: closes + TOLERANCE }
}
