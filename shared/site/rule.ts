/** A site rule as data. `schema.ts` checks it; README.md specifies it. */
export interface SiteRule {
  id: string
  version: number
  /** Page hosts; `*.example.cn` stands for every name below example.cn. */
  hosts: string[]
  /** Hosts of player frames that belong to these pages. */
  frames?: string[]
  /** The first page that fits is read. */
  pages: PageRule[]
}

export interface PageRule {
  name: string
  /** Regular expression over the path (and `#` fragment where there is one). Absent: every page. */
  path?: string
  /** Selectors that must all be there: the same path may hold different pages. */
  has?: string[]
  fields: Partial<Record<Field, Reading[]>>
  /** A page that lists courses: each element is read for itself. */
  list?: { select: string; fields: Partial<Record<ListField, Reading[]>> }
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
] as const
export type Field = (typeof fields)[number]
export const listFields = ['course.key', 'course.title', 'course.hours', 'enrolment.state', 'enrolment.date', 'score.value'] as const
export type ListField = (typeof listFields)[number]

/** One way to read a field; the first that gives a text wins. `pattern` takes its first group, or the whole match. */
export interface Reading {
  /** CSS selector, within the document or the list element; its text unless `attribute` is named. */
  select?: string
  attribute?: string
  /** Part of the address. */
  url?: 'path' | 'host' | 'href'
  query?: string
  hash?: string
  /** The document's title. */
  title?: true
  /** The text of the whole page. */
  text?: true
  pattern?: string
  as?: Normaliser
}

/** duration: mm:ss, hh:mm:ss or Chinese to ms. decimal: the first number. day: a date. flag: true when the text matched at all. */
export type Normaliser = 'duration' | 'decimal' | 'day' | 'flag' | 'passed'
