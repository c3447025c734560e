const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** From what size on a rule speaks, and why there. Times in ms. They decide what people are asked to look at, never what counts. */
export const thresholds = {
  /** A finding names so many entries; the sentence gives the whole count. */
  entries: 20,
  /** Groups of people that one class rule names. */
  groups: 20,

  /** Media played above the limit: trying 2× for a few minutes, and going back because it does not count, is everyday. */
  rate: 10 * MINUTE,
  /** Nobody can follow speech at three times the allowed rate: half a minute of it was not watched. */
  rateExtreme: { times: 3, media: 30 * SECOND },
  /** How far the media ran ahead of clock and rate: players skip an opening of seconds, not a minute in all. */
  ahead: MINUTE,
  /** Hidden or muted playing: for hours, and most of what was played; less is somebody's notes in another window. */
  hidden: { ms: HOUR, share: 1 / 3 },
  muted: { ms: 2 * HOUR, share: 0.8 },
  /** A player not to be seen while it counts as visible: pop-ups pass within minutes; of a short record, most of it. */
  unseen: { ms: 5 * MINUTE, short: 15 * SECOND, share: 1 / 2 },
  /** No platform draws its lessons in the page. A drawn source has no end, so it passes for live: that says nothing for it. */
  madeSource: 10 * SECOND,
  /** A player that makes an event now and then is clumsy; scripts make them by the dozen. */
  synthetic: 10,
  /** Back over the same part so often, says capture: watching a demonstration twice is study. */
  looped: 3,
  /** One lesson played so many times over: revising before a test takes two or three. */
  repeated: { ms: 30 * MINUTE, times: 6 },
  /** Media of under a fifth of the lesson's own length, played more than twice over: neither an advertisement nor one of several parts. */
  tooShort: { ms: 10 * MINUTE, share: 1 / 5, times: 2 },

  /** Presence checks missed, and of how many: one absence is deducted and enough said. */
  missed: { count: 3, share: 1 / 2 },
  /** Playing beyond the moment a check was due and the time to answer it, as credit has it. */
  overdue: MINUTE,
  /** Answers of people differ by seconds; so many within one second of each other, or faster than a hand, do not. */
  answers: { count: 6, spread: SECOND, fast: 300 },

  /** A clock set back; smaller is the correction of an honest clock (tolerance of receipts: two minutes). */
  clockBack: 10 * MINUTE,
  /** A clock before the server's: smaller is a clock that nobody set, and may lie within the tolerance of receipts. */
  clockAhead: 10 * MINUTE,
  /** Overlap on two devices: clocks may be two minutes off at both ends. */
  twoPlaces: 5 * MINUTE,
  /** Playing on one day: beyond it there is no sleep. */
  day: 16 * HOUR,
  /** One player's spans against wall time: rounding and small corrections of a clock stay below. */
  overlap: 2 * MINUTE,

  /** Of what the platform's progress claims, less than half was played, and more than this is missing. */
  progress: { share: 1 / 2, ms: MINUTE },
  /** 甲 against 乙: both an hour and a fifth; platforms round, and count what lies hidden. */
  imported: { ms: HOUR, share: 1 / 5 },
  /** Credited before a score: a tenth of the course's hours, or where none are planned these minutes. */
  score: { share: 1 / 10, ms: 5 * MINUTE },

  /** Chains that replace others: a computer may be set up anew once or twice. */
  restarts: 3,
  /** Seats on one device. */
  seats: 5,
  /** Two people's playing on one device: switching takes seconds, clocks do not matter on one machine. */
  inStep: 5 * MINUTE,
  /** A pause that ends a sitting: a question, a telephone call do not. */
  sitting: 5 * MINUTE,
  /** Sittings alike, length and distance to the next to within `within`: people begin and end by hand, minutes apart. */
  regular: { count: 5, share: 1 / 2, within: 5 * SECOND },
  /** Of ten or more who reached the minimum so many lie barely above it. */
  minimum: { people: 10, share: 0.8, margin: 0.03 },
} as const
