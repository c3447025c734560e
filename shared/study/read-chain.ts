import type { Body } from '../record/bodies'
import { type Known, MAX_BATCH_BYTES, MAX_ENTRY_BYTES, readKnown, type Verified } from '../record/entry'
import type { Milliseconds } from '../record/fields'
import type { Facts } from './facts'
import { indexed } from './facts-index'

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
  /** A draft that was found at start, or what is written again of another chain. */
  recovered: boolean
  /** The device that the chain was begun on. */
  device: string
  /** Wall time that the receipts prove, both ends with tolerance. */
  window: { from: Milliseconds; to: Milliseconds }
}

export interface ScoreAt {
  chain: string
  seq: number
  at: Milliseconds
  score: Body<'score'>
}

/** Where a segment between two proofs of presence begins, is broken or ends: the beginning of the chain, sign-ins and sign-outs, checks. */
export interface Mark {
  seq: number
  hash: string
  is: 'proof' | 'unanswered' | 'end'
}

/** One chain, read once in order: whose it is, its spans, scores, and what could not be read. */
export interface ReadChain {
  chain: string
  seat: string | undefined
  spans: SpanAt[]
  scores: ScoreAt[]
  /** Values of the platform: when they were written down, and the wall time of what was played then. */
  platform: {
    at: Milliseconds
    wall: Milliseconds
    view: Body<'view'>
    shown: NonNullable<Body<'watch'>['platform']>
  }[]
  unread: number[]
  /** What a site rule did not find on a page: `id@version` and the fields, as the entry has it. */
  missing: { seq: number; detail: string }[]
  windows: ReceiptWindow[]
  marks: Mark[]
  /** It goes on from another chain and writes entries of it again. */
  replaces: boolean
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
export function readChain(entries: readonly Verified[], facts: Facts, now?: Milliseconds): ReadChain {
  const chain = entries[0]?.chain ?? ''
  const first = entries[0] && readKnown(entries[0])
  const join = first?.kind === 'join' ? first.body : undefined
  const binding = join && indexed(facts).bindings.get(join.claim)
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
    marks: [],
    replaces: join?.replaces !== undefined,
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
    const mark = markOf(known)
    if (mark) read.marks.push({ seq: entry.seq, hash: entry.hash, is: mark })
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
      const recovered = known.body.recovered !== undefined
      const state = { view, recovered, signedIn: signedIn || recovered, device: join?.device ?? '', window: proven }
      addSpans(read, known, state)
      const { platform, spans } = known.body
      if (platform) read.platform.push({ at: entry.at, wall: spans.at(-1)?.wall ?? entry.at, view, shown: platform })
    }
  }
  return read
}

function addSpans(
  { chain, spans }: ReadChain,
  { seq, body }: Known & { kind: 'watch' },
  state: Pick<SpanAt, 'view' | 'recovered' | 'signedIn' | 'device' | 'window'>,
): void {
  for (const [index, span] of body.spans.entries())
    spans.push({ chain, seq, index, span, viewHash: body.view, ...state })
}

/** What an entry is to the segments between proofs of presence. */
export function markOf(entry: Known): Mark['is'] | undefined {
  switch (entry.kind) {
    case 'join':
    case 'signin':
      return 'proof'
    case 'presence':
      return entry.body.result === 'answered' ? 'proof' : 'unanswered'
    case 'signout':
    case 'leave':
      return 'end'
    default:
      return undefined
  }
}

function receiptWindows(chain: string, facts: Facts, binding: Binding | undefined): ReceiptWindow[] {
  let opens = binding?.from
  return (indexed(facts).receipts.get(chain) ?? []).map(({ from, to, at, hash }) => {
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
