/** A site rule as data. `schema.ts` checks it; README.md specifies it. */
export interface SiteRule {
  id: string
  version: number
  /** What the record calls the site of pages read by this rule, wherever they are; only our own practice lesson says it. */
  site?: 'practice'
  /** Page hosts; `*.example.cn` stands for every name below example.cn. None where the software is known by fingerprint alone. */
  hosts: string[]
  /** Marks of the software behind the site: with any of them the rule reads pages of other hosts too. */
  software?: Fingerprint[]
  /** Hosts of player frames that belong to these pages. */
  frames?: string[]
  /** Calls of the page whose answers readings name, by name. Nothing of any other call is looked at. */
  calls?: Record<string, Call>
  /** What holds on every page below, where the page says nothing else; fields of it are never reported as missing. */
  common?: Common
  /** The first page that fits is read. */
  pages: PageRule[]
}

/** All of it must fit. */
export interface Fingerprint {
  /** Regular expression over path and fragment. */
  path?: string
  /** Selectors that must all be there. */
  has?: string[]
  /** Regular expression over the address of a frame in the page. */
  frame?: string
}

export interface Call {
  /** Regular expression over the call's address without query and fragment. */
  url: string
}

export interface PageRule {
  name: string
  /** Regular expression over the path (and `#` fragment where there is one). Absent: every page. */
  path?: string
  /** Selectors that must all be there: the same path may hold different pages. */
  has?: string[]
  fields: Partial<Record<Field, Reading[]>>
  /** Fields that the page may well lack: never reported as missing. */
  optional?: Field[]
  /** Little is known of these pages: a score read from one is the trainee's only once they have confirmed it. */
  guess?: true
  /** Selectors of which any being there makes the page a document or picture lesson: its time is that of reading, not of playing. */
  document?: string[]
  /** Selectors of which any being there makes what plays on the page a live lesson: it has no end, and no place in it. */
  live?: string[]
  /** Names of pages of this rule. Opened by one of them in a tab of its own, this page belongs to that one's course where only that is in the plan. */
  opener?: string[]
  /** The trainee's own questions and answers on this page: every element that `select` finds is one. */
  posts?: Posts[]
  /** A page that lists courses: each element is read for itself. */
  list?: { select: string; fields: Partial<Record<ListField, Reading[]>> }
}

export type Common = Partial<Pick<PageRule, 'fields' | 'document' | 'live' | 'posts'>>

export interface Posts {
  select: string
  role: 'asked' | 'answered'
  /** When it was posted, within the element. */
  at?: Reading[]
}

export const fields = [
  'learner',
  'course.key',
  'course.title',
  'course.hours',
  'lesson.key',
  'lesson.title',
  'lesson.duration',
  'enrolment.state',
  'enrolment.date',
  'platform.progress',
  'platform.finished',
  'score.value',
  'score.max',
  'score.pass',
  'score.attempt',
  'signin.state',
  'signin.date',
] as const
export type Field = (typeof fields)[number]
export const listFields = [
  'course.key',
  'course.title',
  'course.hours',
  'enrolment.state',
  'enrolment.date',
  'platform.progress',
  'platform.finished',
  'score.value',
] as const
export type ListField = (typeof listFields)[number]

/** One way to read a field; the first that gives a text wins. `pattern` takes its first group that matched, or the whole match. */
export interface Reading {
  /** CSS selector, within the document or the list element; its text unless `attribute` is named. */
  select?: string
  attribute?: string
  /** Part of the address. `page`: path, route and those parameters that name a thing (see address.ts). */
  url?: 'path' | 'host' | 'page'
  /** A parameter of the address. */
  query?: string
  /** A parameter in the fragment. */
  hash?: string
  /** The document's title. */
  title?: true
  /** The text of the whole page. */
  text?: true
  /** The newest answer to a call of the rule's `calls`, at a JSON pointer (RFC 6901). */
  call?: string
  pointer?: string
  pattern?: string
  as?: Normaliser
}

/**
 * duration: mm:ss, hh:mm:ss or Chinese to ms. seconds: a number of them to ms. decimal: the first number. hundredths: a whole number of hundredths as a
 * decimal, `8550` is `85.5`. percent: `37%`. day: a date.
 * instant: Beijing time to ms since 1970.
 * flag: true when the source is there and fits the pattern, false when it does not. passed: 合格 or 不合格.
 * score, score-max, score-pass: of a score that a text shows in words. hours: of a course, likewise.
 */
export const normalisers = [
  'duration',
  'seconds',
  'decimal',
  'hundredths',
  'percent',
  'day',
  'instant',
  'flag',
  'passed',
  'score',
  'score-max',
  'score-pass',
  'hours',
] as const
export type Normaliser = (typeof normalisers)[number]

/** Every reading of a rule, wherever it stands. */
export const readingsOf = ({ common = {}, pages }: Pick<SiteRule, 'common' | 'pages'>): Reading[] =>
  [{ ...common, list: undefined }, ...pages].flatMap(({ fields = {}, list, posts = [] }) => [
    ...Object.values(fields).flat(),
    ...Object.values(list?.fields ?? {}).flat(),
    ...posts.flatMap(({ at = [] }) => at),
  ])

/** Characters of a rule's text: about ten pages. */
export const MAX_RULE = 40_000
/** Rules of one organisation. */
export const MAX_RULES = 50
