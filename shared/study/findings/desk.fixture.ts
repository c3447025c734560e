import { createHash } from 'node:crypto'
import type { Body, Kind, Span } from '../../record/bodies'
import { type Entry, type Verified, writeEntry } from '../../record/entry'
import type { Milliseconds } from '../../record/fields'
import { crypto, factsOf, HOUR, MINUTE, MORNING, view as plainView } from '../chain.fixture'
import { credit } from '../credit'
import type { CreditedDay } from '../credited'
import type { Facts } from '../facts'
import type { Found } from '../finding'
import { firstDefaultPolicy as defaultPolicy } from '../policies'
import type { Policy } from '../policy'
import { dueAfter } from '../presence'
import { byWeight, findInClass, findInSeat, seatRecord } from '.'
import type { Knowledge, Link } from './inquiry'
import { outlineOf } from './outline'
import { readTrace, type Trace } from './trace'

export const hex = (text: string, length = 64) => createHash('sha256').update(text).digest('hex').slice(0, length)
export const builtInRule = '0'.repeat(64)
export const view: Body<'view'> = { ...plainView, lesson: { key: 'l-1', title: '第一节', duration: 45 * MINUTE } }
export const DAY = 24 * HOUR

interface Options {
  seat?: string
  /** Tells the chains of a seat apart. */
  n?: number
  device?: string
  build?: string
  at?: Milliseconds
  replaces?: Link
}

/** Somebody at a computer: one chain, written as the extension does, by a wall clock that only they move. */
export class Desk {
  readonly chain: string
  readonly claim: string
  readonly seat: string
  readonly entries: Entry[] = []
  readonly receipts: Facts['receipts'] = []
  now: Milliseconds
  /** Media position, ms. */
  position = 0

  constructor({
    seat = 's-1',
    n = 0,
    device = seat,
    build = '0.1.0 chrome/156',
    at = MORNING,
    replaces,
  }: Options = {}) {
    this.seat = seat
    this.now = at
    this.chain = hex(`${seat}/${n}`)
    this.claim = this.chain.slice(0, 32)
    const about = { claim: this.claim, class: 'k', organisation: 'o', device: hex(device, 32), consent: '1', build }
    this.write('join', { ...about, ...(replaces && { replaces }) })
    this.write('signin', { method: 'join' })
  }

  write<K extends Kind>(kind: K, body: Body<K>): Entry {
    const last = this.entries.at(-1)
    const seq = this.entries.length
    const entry = writeEntry(crypto, { chain: this.chain, seq, prev: last?.hash, at: this.now, kind, body })
    this.entries.push(entry)
    return entry
  }

  signIn = (): this => this.#then(() => this.write('signin', { method: 'pin' }))
  signOut = (): this => this.#then(() => this.write('signout', { reason: 'popup' }))

  /** A lesson of its own each time, unless told which. */
  open(change: Partial<Body<'view'>> = {}): this {
    this.position = 0
    const n = this.entries.length
    const lesson = { key: `${this.chain}/${n}`, title: `第 ${n} 节`, duration: 45 * MINUTE }
    return this.#then(() => this.write('view', { ...view, lesson, ...change }))
  }

  get view(): string {
    return this.entries.findLast(({ kind }) => kind === 'view')?.hash ?? this.open().view
  }

  /** Plays for so long, an entry each five minutes. `rate` in thousandths; the media follows it unless `to` says otherwise. */
  play(ms: Milliseconds, change: Partial<Span> = {}, more: Partial<Body<'watch'>> = {}): this {
    const { view } = this
    for (let left = ms; left > 0; left -= 5 * MINUTE) {
      const length = Math.min(left, 5 * MINUTE)
      const rate = change.rate ?? 1000
      const to = this.position + Math.round((length * rate) / 1000)
      const span = {
        wall: this.now,
        ms: length,
        from: this.position,
        to,
        rate,
        visible: true,
        pip: false,
        muted: false,
      }
      this.now += length
      this.position = change.to ?? to
      this.write('watch', { view, spans: [{ ...span, samples: 61, gap: 5000, ...change }], ...more })
    }
    return this
  }

  /** An observation over what was just played. */
  saw(what: Body<'observation'>['what'], ms: Milliseconds, count?: number): this {
    const body = { view: this.view, what, from: this.now - ms, to: this.now, ...(count !== undefined && { count }) }
    return this.#then(() => this.write('observation', body))
  }

  score(value: string): this {
    const { site, rule, course } = view
    return this.#then(() => this.write('score', { site, rule, course, value, source: 'page', raw: hex(value) }))
  }

  pass(ms: Milliseconds): this {
    return this.#then(() => (this.now += ms))
  }

  /** Plays up to the moment of the next check and answers it after so long; undefined: misses it. */
  check(policy: Policy, took: Milliseconds | undefined): this {
    const { presence } = policy
    if (!presence) throw new Error('the policy asks for none')
    const proof = this.entries.findLast(({ kind }) => kind === 'signin' || kind === 'presence')?.hash ?? ''
    this.play(dueAfter(crypto, proof, presence))
    const due = this.now
    const n = this.entries.filter(({ kind }) => kind === 'presence').length
    this.play(took ?? presence.answer)
    this.write('presence', {
      after: proof,
      n,
      due,
      ...(took === undefined ? { result: 'missed' } : { result: 'answered', answered: due + took }),
    })
    return this
  }

  /** Hands in; the server's clock says `at`. */
  handIn(at = this.now + MINUTE): this {
    const from = (this.receipts.at(-1)?.to ?? -1) + 1
    const to = this.entries.length - 1
    if (to >= from) this.receipts.push({ chain: this.chain, from, to, at, hash: hex(`${this.chain}/${to}`) })
    return this
  }

  #then(work: () => unknown): this {
    work()
    return this
  }
}

export interface World {
  desks: readonly Desk[]
  policy?: Partial<Policy>
  facts?: Partial<Facts>
  known?: Partial<Knowledge>
  forks?: readonly Link[]
}

/** What is found in these records. Whoever handed nothing in does so now. */
export function found({ desks, policy, facts: change, known, forks = [] }: World): Found[] {
  for (const desk of desks) if (desk.receipts.length === 0) desk.handIn()
  const bindings: Facts['bindings'] = desks.map(({ claim, seat, entries }) => ({
    claim,
    seat,
    from: (entries[0]?.at ?? 0) - HOUR,
    how: 'code',
  }))
  const facts: Facts = {
    ...factsOf([]),
    bindings,
    receipts: desks.flatMap(({ receipts }) => receipts),
    period: { from: '2026-01-01', to: '2027-12-31' },
    ...change,
  }
  const rules: Policy = { ...defaultPolicy, ...policy }
  const chains = desks.map(({ entries }) => entries)
  return findAll(chains, credit(crypto, chains, rules, facts).days, forks, {
    crypto,
    policy: rules,
    facts,
    builtInRules: new Set([builtInRule]),
    ownRules: new Set(),
    knownBuilds: new Set(['0.1.0']),
    ...known,
  })
}

/** Everything, from whole chains (branch 0) and the credited days of their seats. */
function findAll(
  entries: readonly (readonly Verified[])[],
  days: readonly CreditedDay[],
  forks: readonly Link[],
  known: Knowledge,
): Found[] {
  const bySeat = new Map<string, Trace[]>()
  for (const chain of entries) {
    const trace = readTrace(chain, known.facts)
    if (trace.seat !== undefined) bySeat.set(trace.seat, [...(bySeat.get(trace.seat) ?? []), trace])
  }
  const records = [...bySeat].map(([seat, traces]) => {
    const own = new Set(traces.map(({ chain }) => chain))
    return seatRecord(seat, traces, days, { forks: forks.filter(({ chain }) => own.has(chain)) })
  })
  return [
    ...findInClass(records.map(outlineOf), known),
    ...records.flatMap((record) => findInSeat(record, known)),
  ].sort(byWeight)
}

/** The same numbers every time: tests repeat. */
export function numbers(seed: number): (low: number, high: number) => number {
  let state = seed
  return (low, high) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return low + Math.floor((state / 2 ** 32) * (high - low + 1))
  }
}
