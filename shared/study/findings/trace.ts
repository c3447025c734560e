import type { Body } from '../../record/bodies'
import type { Canonical } from '../../record/canonical'
import { readKnown, type Verified } from '../../record/entry'
import type { Milliseconds } from '../../record/fields'
import type { Facts } from '../facts'
import { type ReadChain, readChain, type SpanAt } from '../read-chain'
import { atLesson } from '../written-again'
import type { Link } from './inquiry'

interface At extends Link {
  at: Milliseconds
}

/** One chain as rules look at it: what `readChain` reads, and the entries that credit passes over. */
export interface Trace {
  chain: string
  seat: string | undefined
  device: string
  build: string
  /** The chain that this one goes on from. */
  replaces: Link | undefined
  /** Its spans with a length, in chain order. */
  spans: readonly SpanAt[]
  read: ReadChain
  /** Sign-ins, sign-outs and presence entries in order, each with its hash. */
  proofs: readonly Proof[]
  observations: readonly (At & { body: Body<'observation'> })[]
  gaps: readonly (At & { body: Body<'gap'> })[]
  /** Entries sealed earlier, by the wall clock, than one before them: by how much. */
  setBack: readonly (At & { by: Milliseconds })[]
  /** Length of the media by the hash of the view, as the player said. */
  durations: ReadonlyMap<string, Milliseconds>
  /** What the platform showed of a lesson, as the watch entries have it. */
  shown: readonly (At & { view: Body<'view'>; progress: string | undefined; finished: boolean })[]
  /** Site rules by their reference, each with the first entry that names it. */
  rules: ReadonlyMap<string, Link>
}

export type Proof = At & { hash: string } & (
    | { kind: 'signin' | 'signout' | 'leave' }
    | { kind: 'presence'; body: Body<'presence'> }
  )

/** Reads a chain (branch 0, in order, verified). Watch entries are left to `readChain`: they are most of a chain. */
export function readTrace(
  entries: readonly Verified[],
  facts: Facts,
  read: ReadChain = readChain(entries, facts),
): Trace {
  const { chain } = read
  const proofs: Proof[] = []
  const observations: (At & { body: Body<'observation'> })[] = []
  const gaps: (At & { body: Body<'gap'> })[] = []
  const setBack: (At & { by: Milliseconds })[] = []
  const durations = new Map<string, Milliseconds>()
  const views = new Map<string, Body<'view'>>()
  const shown: Trace['shown'][number][] = []
  const rules = new Map<string, Link>()
  let join: Body<'join'> | undefined
  let latest = 0
  for (const entry of entries) {
    const { seq, at, hash } = entry
    const link = { chain, seq, at }
    if (at < latest) setBack.push({ ...link, by: latest - at })
    latest = Math.max(latest, at)
    if (entry.kind === 'watch') {
      noteDuration(durations, entry)
      const view = views.get(String(entry.body.view))
      if (view && isRecord(entry.body.platform)) {
        const { progress, finished } = entry.body.platform
        shown.push({
          ...link,
          view,
          progress: typeof progress === 'string' ? progress : undefined,
          finished: finished === true,
        })
      }
      continue
    }
    const known = readKnown(entry)
    if (known === undefined || atLesson(known)) continue
    if ('rule' in known.body && !rules.has(known.body.rule)) rules.set(known.body.rule, { chain, seq })
    if (known.kind === 'view') views.set(hash, known.body)
    else if (known.kind === 'join') join ??= known.body
    else if (known.kind === 'signin' || known.kind === 'signout' || known.kind === 'leave')
      proofs.push({ ...link, hash, kind: known.kind })
    else if (known.kind === 'presence') proofs.push({ ...link, hash, kind: 'presence', body: known.body })
    else if (known.kind === 'observation') observations.push({ ...link, body: known.body })
    else if (known.kind === 'gap') gaps.push({ ...link, body: known.body })
  }
  return {
    chain,
    seat: read.seat,
    device: join?.device ?? chain,
    build: join?.build ?? '',
    replaces: join?.replaces,
    spans: read.spans.filter(({ span }) => span.ms > 0),
    read,
    proofs,
    observations,
    gaps,
    setBack,
    durations,
    shown,
    rules,
  }
}

const isRecord = (value: Canonical | undefined): value is { readonly [key: string]: Canonical | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** By hand: whether the whole body follows its schema was judged by `readChain`. */
function noteDuration(durations: Map<string, Milliseconds>, { body }: Verified): void {
  const { view, duration } = body
  if (typeof view === 'string' && typeof duration === 'number' && duration > 0)
    durations.set(view, Math.max(durations.get(view) ?? 0, duration))
}
