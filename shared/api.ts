import * as v from 'valibot'
import { personFacts } from './api/person'
import { answeredAppeal } from './appeals'
import { receiptLine, statementOf } from './record/batch'
import { base64urlText, count, day, decimal, digest, milliseconds, random128, text } from './record/fields'
import { MAX_RULE, MAX_RULES } from './site/rule'
import { facts } from './study/facts'
import { policy } from './study/policy'

/** The HTTP contract between extension, console and server, as schemas. Device routes: POST /join, POST /sync. Console routes: /api/*. */

/* ---------- errors ---------- */

/** The closed set of error codes; `server/http/errors.ts` maps each to one status. `message` is plain Chinese and says what to do. */
export const errorCodes = [
  'bad-request',
  'too-large',
  'entry-refused',
  'signature-refused',
  'sequence-hole',
  'challenge',
  'chain-unknown',
  'join-refused',
  'insecure-transport',
  'too-many-requests',
  'storage-full',
  'sign-in-needed',
  'code-needed',
  'not-allowed',
  'not-found',
  'conflict',
  'setup-done',
  'file-refused',
  'roster-refused',
  'plan-incomplete',
  'plan-not-approved',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export const errorAnswer = v.strictObject({
  code: v.picklist(errorCodes),
  message: v.string(),
  /** 409 `sequence-hole`: the seq the server expects next. 422 `entry-refused`: the refused seq. */
  expected: v.optional(count),
  seq: v.optional(count),
  challenge: v.optional(v.string()),
  /** Seconds to wait before trying again. */
  retryAfter: v.optional(count),
  /** Where in a file the trouble is. */
  places: v.optional(
    v.array(
      v.strictObject({
        sheet: v.optional(v.string()),
        row: v.optional(count),
        column: v.optional(v.string()),
        /** `C5` */
        cell: v.optional(v.string()),
        message: v.string(),
      }),
    ),
  ),
})
export type ErrorAnswer = v.InferOutput<typeof errorAnswer>

/* ---------- device routes ---------- */

/** What a device must know of its class; in a class file and in the answer to /join. Signed by the service key as type `class`. */
export const classBody = v.strictObject({
  v: v.literal(1),
  class: v.strictObject({
    id: text(64),
    name: text(100),
    period: v.strictObject({ from: day, to: day }),
    /** The day of the bureau's consent, where it was recorded. */
    consentDate: v.optional(day),
  }),
  organisation: v.strictObject({ id: text(64), name: text(100) }),
  /** Absent where no network joins trainee and server. */
  server: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/[^\s/]{1,290}$/))),
  /** SPKI DER of the service key; the statement's `key` is its fingerprint. */
  serviceKey: base64urlText,
  issuedAt: milliseconds,
  policy,
  courses: facts.entries.courses,
  /** JCS texts of the organisation's own site rules, as they were when this was issued. */
  rules: v.array(v.string()),
})
export const classStatement = statementOf('class', classBody)

/** The organisation's own site rules, all of them: a newer version replaces an older one whole. Signed as type `rules`. */
export const rulesBody = v.strictObject({
  v: v.literal(1),
  organisation: text(64),
  version: count,
  issuedAt: milliseconds,
  /** JCS texts; the hash of each is what the record names. */
  rules: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_RULE))), v.maxLength(MAX_RULES)),
})
export const rulesStatement = statementOf('rules', rulesBody)
export type RulesStatement = v.InferOutput<typeof rulesStatement>

export const joinRequest = v.union([
  v.strictObject({ by: v.literal('code'), code: text(40), claim: random128, device: random128, key: base64urlText }),
  v.strictObject({
    by: v.literal('name'),
    classCode: text(40),
    name: text(50),
    lastSix: v.pipe(v.string(), v.regex(/^\d{5}[\dXx]$/)),
    claim: random128,
    device: random128,
    key: base64urlText,
  }),
  v.strictObject({
    by: v.literal('replaces'),
    claim: random128,
    device: random128,
    key: base64urlText,
    replaces: v.strictObject({ chain: digest, seq: count, signature: base64urlText }),
  }),
])
export type JoinRequest = v.InferOutput<typeof joinRequest>

export const joinAnswer = v.strictObject({
  state: v.picklist(['joined', 'pending']),
  statement: classStatement,
  /** What the trainee is called on their own device: name with the seat number, for them to recognise. Absent while pending. */
  label: v.optional(v.string()),
  challenge: v.string(),
})
export type JoinAnswer = v.InferOutput<typeof joinAnswer>

/** One account of a trainee on one platform, or on any. */
export const platformAccount = v.strictObject({ site: v.optional(text(64)), account: text(100) })
export type PlatformAccount = v.InferOutput<typeof platformAccount>

/** What the server holds of this chain's seat, for the trainee to see. Signed as type `extract`. */
export const extractBody = v.strictObject({
  v: v.literal(1),
  chain: digest,
  /** Everything through this seq of this chain is in the figures. */
  through: v.optional(count),
  at: milliseconds,
  state: v.picklist(['joined', 'pending', 'closed']),
  /** Credited ms of the whole seat (all its devices). */
  credited: milliseconds,
  today: v.strictObject({
    day,
    credited: milliseconds,
    deductions: v.array(v.strictObject({ reason: text(40), ms: milliseconds })),
  }),
  lessons: v.array(v.strictObject({ course: text(300), lesson: text(300), credited: milliseconds })),
  scores: v.array(
    v.strictObject({ course: text(300), value: decimal, max: v.optional(decimal), pass: v.optional(v.boolean()) }),
  ),
  /** Changes when plan or policy changed: the device then takes the new statement. */
  class: v.optional(classStatement),
  /** What a class closed on this day; entries may go 30 days later. */
  closedOn: v.optional(day),
  /** The trainee's 申请复核 with their answers, the newest first; only over an encrypted connection, and only where there are any. */
  appeals: v.optional(v.array(answeredAppeal)),
  /** 平台账号 of the trainee by the roster, `site` where it is of one platform; only over an encrypted connection. */
  accounts: v.optional(v.array(platformAccount)),
  /** The class asks for the 动态码 of the trainee's phone page at a sign-in. */
  secondFactor: v.optional(v.literal(true)),
})
export const extractStatement = statementOf('extract', extractBody)

export const syncAnswer = v.strictObject({
  receipt: v.optional(receiptLine),
  /** The next seq the server expects of this chain. */
  expected: count,
  /** The batch stood beside what the server holds: open a `replaces` chain. */
  forked: v.optional(v.literal(true)),
  /** C2SP signed note. */
  checkpoint: v.optional(v.string()),
  extract: v.optional(extractStatement),
  /** Where the device's header `xueji-rules` names an older version than the organisation's. */
  rules: v.optional(rulesStatement),
  challenge: v.string(),
})
export type SyncAnswer = v.InferOutput<typeof syncAnswer>

/** POST /phone-link: the trainee's own phone page. */
export const phoneLink = v.strictObject({ link: v.string(), expiresAt: milliseconds })
export type PhoneLink = v.InferOutput<typeof phoneLink>

/** POST /second-factor: the code from the phone page, for the sign-in entry of this hash. */
export const secondFactorRequest = v.strictObject({
  signin: digest,
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
})

/* ---------- console routes (session cookie; JSON) ---------- */

export const setupRequest = v.strictObject({
  token: text(200),
  organisation: v.strictObject({
    kind: v.picklist(['enterprise', 'institution', 'bureau']),
    name: text(100),
    creditCode: v.optional(text(18)),
  }),
  user: v.strictObject({
    login: text(50),
    name: text(50),
    password: v.pipe(v.string(), v.minLength(10), v.maxLength(200)),
  }),
})
export const me = v.object({
  user: v.object({ id: v.string(), login: v.string(), name: v.string(), role: v.string() }),
  organisation: v.object({
    id: v.string(),
    kind: v.picklist(['enterprise', 'institution', 'bureau']),
    name: v.string(),
    /** The server is this organisation's; others on it are its guests. */
    host: v.optional(v.literal(true)),
  }),
  /** Nothing but the setting up of an authenticator is open to this session: the organisation asks everybody for one. */
  limited: v.optional(v.literal(true)),
})

export const openClassRequest = v.strictObject({
  name: text(100),
  plan: v.strictObject({
    title: text(100),
    occupation: text(100),
    level: text(40),
    policy,
    courses: v.pipe(
      v.array(
        v.strictObject({
          key: v.optional(text(300)),
          site: text(64),
          title: text(300),
          aliases: v.optional(v.array(text(300))),
          hours: v.optional(decimal),
        }),
      ),
      v.minLength(1),
    ),
    period: v.strictObject({ from: day, to: day }),
    /** The day of the bureau's consent. */
    consentDate: v.optional(day),
  }),
})
export type OpenClassRequest = v.InferOutput<typeof openClassRequest>

export const recordConsent = v.strictObject({ date: day })
export type RecordConsent = v.InferOutput<typeof recordConsent>

/** What a class would have under another policy, line by line; ms. */
export const recalculation = v.object({
  policy,
  before: milliseconds,
  after: milliseconds,
  rows: v.array(
    v.object({
      seat: v.string(),
      number: v.string(),
      name: v.string(),
      before: milliseconds,
      after: milliseconds,
      lines: v.array(v.string()),
    }),
  ),
})
export type Recalculation = v.InferOutput<typeof recalculation>

export const classSummary = v.object({
  id: v.string(),
  name: v.string(),
  code: v.string(),
  status: v.picklist(['open', 'closed']),
  /** When it was closed. */
  closedAt: v.optional(milliseconds),
  period: v.object({ from: day, to: day }),
  seats: count,
  joined: count,
  pending: count,
  credited: milliseconds,
  findings: count,
  /** 申请复核 without an answer. */
  appeals: count,
  lastReceivedAt: v.optional(milliseconds),
})

const courseProgress = v.object({
  key: v.string(),
  title: v.string(),
  credited: milliseconds,
  /** As the platform shows it, the newest; never mixed with ours. */
  platform: v.optional(v.object({ progress: v.optional(v.string()), finished: v.optional(v.boolean()) })),
  score: v.optional(
    v.object({
      value: decimal,
      max: v.optional(decimal),
      pass: v.optional(v.boolean()),
      source: v.string(),
      at: milliseconds,
    }),
  ),
})

const sourceTime = v.object({ stated: milliseconds, counted: milliseconds })

export const rosterRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  /** Masked: 231202********1234 */
  idMasked: v.string(),
  state: v.picklist(['waiting', 'pending', 'joined']),
  /** Of who left by a 名册变更: when, and in words (已退出, 已替换, 已转班). Not counted as missing; hours stay. */
  left: v.optional(v.object({ at: milliseconds, how: v.string() })),
  /** Names of the lists of other bodies that the person stands in: 待核实. For who keeps or audits the roster, in lists of people alone. */
  hits: v.optional(v.array(v.string())),
  credited: milliseconds,
  notCounted: milliseconds,
  lastAt: v.optional(milliseconds),
  /** When the newest 补交 of theirs was imported. */
  lateAt: v.optional(milliseconds),
  courses: v.array(courseProgress),
  findings: count,
  /** Of who has more than our entries: 甲 ours, 乙 the platform's record, 丙 by hand; what was stated, what counts, and all that counts. ms */
  sources: v.optional(v.object({ 甲: milliseconds, 乙: sourceTime, 丙: sourceTime, whole: milliseconds })),
  /** What is missing to complete the training by the policy, each a sentence in Chinese. */
  missing: v.optional(v.array(v.string())),
  /** Class hours attended offline, with two decimals; absent where there were none. */
  offline: v.optional(v.string()),
  /** The Beijing day on which the online theory was complete. */
  theoryOn: v.optional(v.string()),
  /** 理论完成，待实训: the theory is complete, and something is missing that is done offline. */
  practiceDue: v.optional(v.literal(true)),
})

export const classDetail = v.object({
  summary: classSummary,
  plan: v.object({
    title: v.string(),
    occupation: v.string(),
    level: v.string(),
    policy,
    courses: facts.entries.courses,
    /** Day of the bureau's consent, once it is recorded. */
    consentDate: v.optional(day),
    /** Came with its class: it was filed elsewhere. */
    elsewhere: v.boolean(),
    /** 备案号 (批复文号), '' where the decision has none; with its day and paper. */
    agreement: v.optional(v.object({ number: v.string(), date: day, document: v.optional(digest) })),
  }),
})

const piece = v.object({
  chain: digest,
  seq: count,
  span: count,
  course: v.object({ key: v.string(), title: v.string() }),
  lesson: v.object({ key: v.string(), title: v.string() }),
  from: milliseconds,
  to: milliseconds,
  reason: v.optional(v.string()),
})
/** How often the pages of somebody's views showed their own account, another one, or none that could be compared. */
export const learnerCounts = v.object({ match: count, mismatch: count, unknown: count })
export type LearnerCounts = v.InferOutput<typeof learnerCounts>

/** One person's sessions with every deduction and its reason. */
export const seatDetail = v.object({
  row: rosterRow,
  days: v.array(
    v.object({ day, credited: milliseconds, deductions: v.record(v.string(), milliseconds), pieces: v.array(piece) }),
  ),
  chains: v.array(
    v.object({
      chain: digest,
      device: v.string(),
      build: v.string(),
      entries: count,
      branches: count,
      lastReceiptAt: v.optional(milliseconds),
    }),
  ),
  /** 补交: when files were imported whose records came late. */
  late: v.array(v.object({ at: milliseconds, firstAt: milliseconds, lastAt: milliseconds, entries: count })),
  /** 平台账号 of the roster, masked, and what views say of them. */
  accounts: v.array(v.object({ site: v.optional(v.string()), masked: v.string() })),
  learner: learnerCounts,
  ...personFacts.entries,
  /** Sign-ins, sign-outs, gaps and scores, as they stand in entries. */
  events: v.array(v.object({ at: milliseconds, kind: v.string(), text: v.string(), chain: digest, seq: count })),
})

/** An appeal as HR sees it, with every decision on it; the last one holds. */
export const appealRow = v.object({
  ...answeredAppeal.entries,
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  class: v.string(),
  how: v.picklist(['device', 'file', 'phone']),
  receivedAt: milliseconds,
  picture: v.optional(digest),
  decisions: v.array(
    v.object({
      outcome: v.picklist(['accepted', 'partly', 'rejected']),
      reason: v.string(),
      evidence: v.optional(digest),
      from: v.optional(milliseconds),
      to: v.optional(milliseconds),
      seconds: v.optional(count),
      by: v.string(),
      at: milliseconds,
    }),
  ),
})
export type AppealRow = v.InferOutput<typeof appealRow>

/** The same with the records it is about: the days of the seat that it touches. */
export const appealDetail = v.object({
  appeal: appealRow,
  className: v.string(),
  courses: v.array(v.object({ key: v.string(), title: v.string() })),
  /** Whether the policy lets hours by hand (丙) count at all. */
  byHandCounts: v.boolean(),
  days: seatDetail.entries.days,
  events: seatDetail.entries.events,
})
export type AppealDetail = v.InferOutput<typeof appealDetail>

/** What a trainee sees on their phone. `code`: the second factor, where the class asks for one. */
export const phonePage = v.object({
  name: v.string(),
  number: v.string(),
  className: v.string(),
  organisation: v.string(),
  at: milliseconds,
  expiresAt: milliseconds,
  credited: milliseconds,
  hours: v.string(),
  courses: v.array(v.string()),
  days: v.array(
    v.object({
      day,
      credited: milliseconds,
      /** What did not count: stretches of one reason and lesson, in order. */
      lost: v.array(
        v.object({
          reason: v.string(),
          course: v.string(),
          lesson: v.string(),
          from: milliseconds,
          to: milliseconds,
          ms: milliseconds,
        }),
      ),
    }),
  ),
  appeals: v.array(answeredAppeal),
  byHandCounts: v.boolean(),
  /** The second factor, on links that HR made. */
  code: v.optional(v.object({ code: v.string(), until: milliseconds })),
  /** The class asks for one, and a link that a computer made does not show it. */
  codeElsewhere: v.optional(v.literal(true)),
})
export type PhonePage = v.InferOutput<typeof phonePage>

/** Link to somebody's phone page, to copy or print. */
export const personLink = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  link: v.string(),
  expiresAt: milliseconds,
})
export type PersonLink = v.InferOutput<typeof personLink>

/** A device that people of a class use: whose seats it holds, in any class of the organisation, and what HR decided of it last. */
export const deviceRow = v.object({
  device: v.string(),
  firstAt: milliseconds,
  lastAt: v.optional(milliseconds),
  /** `devices`: how many this person uses in the class. */
  people: v.array(
    v.object({ seat: v.string(), number: v.string(), name: v.string(), className: v.string(), devices: count }),
  ),
  state: v.picklist(['undecided', 'approved', 'revoked']),
  decidedAt: v.optional(milliseconds),
})
export type DeviceRow = v.InferOutput<typeof deviceRow>
export const deviceDecision = v.strictObject({ decision: v.picklist(['approved', 'revoked']), reason: text(300) })

/** 签到签退 of one person on one device and one Beijing day. */
export const attendanceRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  day,
  device: v.string(),
  /** First sign-in and last sign-out; absent where there is none on this day. */
  in: v.optional(milliseconds),
  out: v.optional(milliseconds),
  /** Of the first sign-in. */
  method: v.optional(v.picklist(['join', 'pin', 'popup', 'phone'])),
  /** Sign-ins of the day, and those of them that nobody ended: the browser was closed, or the machine went off. */
  signIns: count,
  open: count,
  /** Sign-ins that a second factor confirmed. */
  confirmed: count,
})
export type AttendanceRow = v.InferOutput<typeof attendanceRow>

const personShown = { seat: v.string(), number: v.string(), name: v.string() }
export const findingRow = v.object({
  id: v.string(),
  code: v.string(),
  label: v.string(),
  /** note: worth knowing. check: somebody should look. serious: two things in the record cannot both be true. */
  severity: v.picklist(['note', 'check', 'serious']),
  /** What an honest cause may be. */
  cause: v.optional(v.string()),
  /** Whose it is; of findings across a class, `people`. */
  ...v.partial(v.object(personShown)).entries,
  people: v.array(v.object(personShown)),
  detail: v.string(),
  entries: v.array(
    v.object({
      chain: digest,
      seq: count,
      hash: digest,
      at: v.optional(milliseconds),
      /** Whose the entry is, in this class. */
      seat: v.optional(v.string()),
    }),
  ),
  at: milliseconds,
  /** When it last said something new. */
  changedAt: milliseconds,
  /** 已核实, and nothing new since. */
  settled: v.boolean(),
  /** What people wrote to it, the oldest first. */
  notes: v.array(v.object({ by: v.string(), text: v.string(), settled: v.boolean(), at: milliseconds })),
})
export const noteFindingRequest = v.strictObject({
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  settled: v.boolean(),
})
export type NoteFinding = v.InferOutput<typeof noteFindingRequest>

export const slip = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  code: v.string(),
  link: v.optional(v.string()),
})

export const handInReport = v.object({
  chains: count,
  entries: count,
  already: count,
  refused: v.array(v.object({ line: count, message: v.string() })),
  /** NDJSON of receipt lines to hand back. */
  receipts: v.string(),
  /** Whose records the file holds: number and name where the chain is bound to a seat. */
  people: v.array(
    v.object({
      chain: digest,
      number: v.optional(v.string()),
      name: v.optional(v.string()),
      /** 补交: new records that came after the class had ended, or long after they were made. */
      late: v.boolean(),
    }),
  ),
})

/** A hand-in file that was imported: one row for each chain in it. */
export const handInRow = v.object({
  id: v.string(),
  at: milliseconds,
  by: v.string(),
  chain: digest,
  number: v.optional(v.string()),
  name: v.optional(v.string()),
  entries: count,
  /** When the new records were made. */
  firstAt: v.optional(milliseconds),
  lastAt: v.optional(milliseconds),
  late: v.boolean(),
})
export type HandInRow = v.InferOutput<typeof handInRow>

/** POST /api/classes/:id/receipts: whose receipts to hand back; all that ever came by file where it is absent. */
export const receiptsRequest = v.strictObject({ chains: v.optional(v.pipe(v.array(digest), v.maxLength(5000))) })

/** 记录状况 of a class: what the records say of the sites they were made on, and who is not recorded. */
export const classHealth = v.object({
  sites: v.array(
    v.object({
      site: v.string(),
      people: count,
      lastAt: milliseconds,
      /** Fields a rule did not find, the newest first. */
      missing: v.array(
        v.object({ rule: v.string(), fields: v.array(v.string()), people: count, lastAt: milliseconds }),
      ),
      /** People who met a player that cannot be measured. */
      unmeasurable: count,
      /** Hosts of frames the browser did not let us into. */
      frames: v.array(v.object({ host: v.string(), people: count })),
    }),
  ),
  people: v.array(
    v.object({
      seat: v.string(),
      number: v.string(),
      name: v.string(),
      /** waiting: not joined. new: joined less than two days ago, nothing yet. nothing: joined before that, nothing yet. */
      state: v.picklist(['recording', 'new', 'nothing', 'waiting']),
      joinedAt: v.optional(milliseconds),
      lastAt: v.optional(milliseconds),
      /** What keeps their study from being recorded or read, in words. */
      troubles: v.array(v.string()),
    }),
  ),
})
export type ClassHealth = v.InferOutput<typeof classHealth>

/** The organisation's own site rules as the console shows them. */
export const ruleList = v.object({
  version: count,
  rules: v.array(
    v.object({
      id: v.string(),
      version: count,
      hash: digest,
      hosts: v.array(v.string()),
      /** The built-in rule of the same name that it stands for. */
      replaces: v.optional(count),
      text: v.string(),
    }),
  ),
})
export const publishRule = v.strictObject({ rule: v.pipe(v.string(), v.maxLength(MAX_RULE)) })
export type RuleList = v.InferOutput<typeof ruleList>

export type Me = v.InferOutput<typeof me>
export type ClassSummary = v.InferOutput<typeof classSummary>
export type ClassDetail = v.InferOutput<typeof classDetail>
export type RosterRow = v.InferOutput<typeof rosterRow>
export type SeatDetail = v.InferOutput<typeof seatDetail>
export type FindingRow = v.InferOutput<typeof findingRow>
export type Slip = v.InferOutput<typeof slip>
export type HandInReport = v.InferOutput<typeof handInReport>
export type ClassBody = v.InferOutput<typeof classBody>
export type ClassStatement = v.InferOutput<typeof classStatement>
export type ExtractBody = v.InferOutput<typeof extractBody>

/**
 * Console routes. All answer JSON or `errorAnswer`; POST needs content-type application/json unless said otherwise.
 *
 * GET  /api/state                          { setUp: boolean, secure: boolean }
 * POST /api/setup            setupRequest  -> me, session cookie
 * POST /api/session          signInRequest -> me, session cookie
 * DELETE /api/session
 * GET  /api/me                             -> me
 * GET  /api/policies                       -> policy[]           (the built-in dated set)
 * GET  /api/classes, /api/people, /api/appeals, /api/questions, /api/classes/:id/roster, findings, appeals, attendance, devices, pending,
 *      hand-ins: shared/api/lists.ts
 * POST /api/classes          openClassRequest -> classSummary
 * GET  /api/classes/:id                    -> classDetail
 * Rosters, 名册变更 and lists to compare with: shared/api/roster.ts
 * GET  /api/classes/:id/slips              -> slip[]             (audited)
 * GET  /api/classes/:id/class-file         -> signed class statement, file 班级文件
 * POST /api/classes/:id/pending/:claim     { accept: boolean }   -> {}
 * POST /api/classes/:id/hand-in  (application/octet-stream: NDJSON hand-in file) -> handInReport
 * POST /api/classes/:id/receipts  receiptsRequest -> ZIP          (a receipt file for each trainee; audited)
 * POST /api/findings/:id/note noteFindingRequest -> {}           (kept beside the finding for ever; audited)
 * GET  /api/classes/:id/roster.xlsx        -> XLSX of the roster with hours (full ID numbers; audited)
 * POST /api/classes/:id/package            -> ZIP (application/zip), file name in content-disposition
 * GET  /api/classes/:id/health             -> classHealth
 * GET  /api/classes/:id/recalculation?policy=ID@VERSION -> recalculation   (nothing is changed)
 * POST /api/classes/:id/consent  recordConsent -> {}              (audited; no other day after the first receipt)
 * GET  /api/seats/:id                      -> seatDetail
 * GET  /api/appeals/:id                    -> appealDetail
 * POST /api/appeals/:id      appealDecision -> appealDetail      (audited; a later decision supersedes)
 * POST /api/evidence  (application/octet-stream: picture or PDF, 2 MB) -> { hash }   (audited)
 * GET  /api/evidence/:hash                 -> the file           (audited)
 * POST /api/seats/:id/withdraw  withdrawRequest -> {}            (a correction of HR's own; audited)
 * POST /api/seats/:id/code                 -> slip               (another personal code; the one before ends; audited)
 * GET  /api/classes/:id/links              -> personLink[]       (phone pages, 30 days; audited)
 * POST /api/classes/:id/devices/:device  deviceDecision -> {}            (审核, 停用, 恢复; audited)
 * GET  /api/classes/:id/attendance.xlsx    -> XLSX               (签到考勤; audited)
 * POST /api/classes/:id/second-factor  { required: boolean } -> {}       (audited)
 * GET  /api/my, POST /api/my/appeals       phone page; `authorization: Bearer <token of the link>` instead of a cookie
 * GET  /api/rules                          -> ruleList           (the organisation's own site rules)
 * POST /api/rules            publishRule   -> ruleList           (a rule of the same id is replaced; audited)
 * DELETE /api/rules/:id                    -> ruleList           (withdrawn; audited)
 * GET  /api/keys                           -> { package: { fingerprint, key }, service: {...}, log: {...} }
 * Static: /  the console;  /extension/*  zipped builds where present;  /ca.crt  with --tls-self
 */
export const apiVersion = 1
