import * as v from 'valibot'
import {
  count,
  day,
  decimal,
  digest,
  instant,
  integer,
  milliseconds,
  random128,
  ruleRef,
  stretch,
  text,
} from './fields'

/** The body of every kind of entry. A body that breaks its schema is stored, receipted, listed as unread, and credits nothing. */

const link = v.strictObject({ chain: digest, seq: count })
/** What the page was seen to be, read by a site rule or confirmed by the trainee. Keys are stable, titles are for people. */
const course = v.strictObject({ key: text(300), title: text(300), hours: v.optional(decimal) })
const lesson = v.strictObject({ key: text(300), title: text(300), duration: v.optional(milliseconds) })
const site = text(64)

export const join = v.strictObject({
  claim: random128,
  class: text(64),
  organisation: text(64),
  device: random128,
  /** Version of the consent text that was agreed to. */
  consent: text(64),
  /** Version and kernel of the extension: `0.1.0 chrome/156`. */
  build: text(100),
  replaces: v.optional(link),
})

export const consent = v.strictObject({ text: text(64), hash: digest })
export const leave = v.strictObject({ reason: v.picklist(['withdrawn', 'class-closed', 'moved']) })
/** In the chain that the server keeps for the seat: `phone`, on the server's own page; `lesson`, there by the code on the trainer's screen. */
export const signin = v.strictObject({ method: v.picklist(['join', 'pin', 'popup', 'phone', 'lesson']) })
export const signout = v.strictObject({
  reason: v.picklist(['popup', 'other-person', 'browser-closed', 'idle', 'leave', 'phone', 'lesson']),
})

export const enrol = v.strictObject({
  site,
  rule: ruleRef,
  course,
  /** As the platform shows it. */
  state: text(100),
  date: v.optional(day),
})

export const view = v.strictObject({
  site,
  host: text(253),
  rule: ruleRef,
  course,
  lesson,
  media: v.picklist(['video', 'audio', 'live', 'document']),
  /** The account shown by the page against the trainee's own, compared on the device; only a masked form is kept. */
  learner: v.strictObject({ state: v.picklist(['match', 'mismatch', 'unknown']), masked: v.optional(text(64)) }),
  /** True where the trainee, not a rule, named course and lesson. */
  confirmed: v.optional(v.literal(true)),
})

/**
 * A stretch of playing in which nothing changed. `wall` is the wall clock at its start, `ms` its length by the monotonic
 * clock, `from`/`to` media positions, `rate` in thousandths, `samples` how often the media clock was read inside it and
 * `gap` the longest monotonic time between two readings.
 */
export const span = v.strictObject({
  wall: instant,
  ms: stretch,
  from: milliseconds,
  to: milliseconds,
  rate: integer,
  visible: v.boolean(),
  pip: v.boolean(),
  muted: v.boolean(),
  samples: count,
  gap: milliseconds,
})

export const watch = v.strictObject({
  /** Hash of the view entry in this chain. */
  view: digest,
  spans: v.pipe(v.array(span), v.minLength(1), v.maxLength(60)),
  duration: v.optional(milliseconds),
  /** As the platform shows it, never mixed with our own time. */
  platform: v.optional(v.strictObject({ progress: v.optional(text(40)), finished: v.optional(v.boolean()) })),
  recovered: v.optional(link),
})

export const score = v.strictObject({
  site,
  rule: ruleRef,
  course,
  lesson: v.optional(lesson),
  value: decimal,
  max: v.optional(decimal),
  pass: v.optional(v.boolean()),
  attempt: v.optional(count),
  /** `own`: a test on the server's own page, in the chain that the server keeps for the seat. */
  source: v.picklist(['page', 'call', 'trainee', 'own']),
  /** SHA-256 of the raw text the value was read from; of an own test that of its graded paper (shared/exam/README.md). */
  raw: digest,
})

export const qa = v.strictObject({
  site,
  rule: ruleRef,
  course,
  role: v.picklist(['asked', 'answered']),
  at: v.optional(instant),
})

/** `n`-th moment since the sign-in or presence entry named by `after`; `due` and `answered` are wall times. */
export const presence = v.strictObject({
  after: digest,
  n: count,
  due: instant,
  result: v.picklist(['answered', 'missed', 'not-shown']),
  answered: v.optional(instant),
})

/**
 * Something seen of a player that a span has no place for: it says nothing for or against the time, and is what findings
 * rest on. `count` how often (events, readings), `from` to `to` wall time.
 */
export const observation = v.strictObject({
  view: digest,
  what: v.picklist([
    /** The media clock ran and no picture was decoded. */
    'no-frames',
    /** The player had no size to speak of, was transparent or off the page. */
    'tiny',
    /** Something else stood over the player. */
    'covered',
    /** Media events that the browser did not make. */
    'synthetic',
    /** The source is a stream made in the page (canvas, capture). */
    'made-source',
    /** The position moved back over what it had just played, again and again. */
    'looped',
  ]),
  from: instant,
  to: instant,
  count: v.optional(count),
})

/** A stretch of wall time in which we cannot say what happened. */
export const gap = v.strictObject({
  reason: v.picklist(['clock', 'recovered', 'script-replaced', 'worker-lost', 'frozen', 'unmeasurable']),
  from: instant,
  to: instant,
  view: v.optional(digest),
  recovered: v.optional(link),
})

/** Something about the software itself worth having in the record: an update, an unreadable field, storage repaired. */
export const system = v.strictObject({
  event: v.picklist([
    'updated',
    'field-missing',
    'frame-unreachable',
    'storage-repaired',
    'entry-refused',
    'rules-changed',
  ]),
  detail: v.optional(text(300)),
  recovered: v.optional(link),
})

export const bodies = {
  join,
  consent,
  leave,
  signin,
  signout,
  enrol,
  view,
  watch,
  score,
  qa,
  presence,
  observation,
  gap,
  system,
} as const

export type Kind = keyof typeof bodies
export const kinds = Object.keys(bodies).filter((kind): kind is Kind => kind in bodies)
export type Body<K extends Kind> = v.InferOutput<(typeof bodies)[K]>
export type Span = v.InferOutput<typeof span>
export type Course = v.InferOutput<typeof course>
export type Lesson = v.InferOutput<typeof lesson>
