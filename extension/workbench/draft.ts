import type { Field, PageRule, Posts, Reading, SiteRule } from '../../shared/site/rule'
import { alikeFor, keyFor, selectorFor } from './selector'

/** What can be pointed at besides fields: the box of a document, one of one's own questions or answers, and the time of one. */
export type Mark = 'document' | 'asked' | 'answered' | 'posted'
export type Pointable = Field | Mark

/** What is pointed at on a page of the own site. */
export interface PageDraft {
  /** By what it shows. */
  name: keyof typeof pointable
  /** Regular expression over path and fragment. */
  path: string
  fields: Partial<Record<Pointable, Reading[]>>
}

export interface Draft {
  host: string
  frames: string[]
  pages: PageDraft[]
}

const lesson = [
  'course.title',
  'lesson.title',
  'lesson.key',
  'course.hours',
  'lesson.duration',
  'platform.progress',
  'learner',
] as const

/** What can be pointed at on each kind of page, in the order of the screen. */
export const pointable = {
  lesson,
  document: ['document', ...lesson.filter((field) => field !== 'lesson.duration')],
  score: ['course.title', 'score.value', 'score.max', 'score.pass', 'learner'],
  questions: ['course.title', 'asked', 'answered', 'posted', 'learner'],
  enrolment: ['course.title', 'enrolment.state', 'enrolment.date', 'course.hours', 'learner'],
} as const satisfies Record<string, readonly Pointable[]>
export const kinds = Object.keys(pointable).filter((name): name is PageDraft['name'] => name in pointable)
export const needed = {
  lesson: ['course.title', 'lesson.title'],
  document: ['document', 'course.title', 'lesson.title'],
  score: ['course.title', 'score.value'],
  questions: ['course.title'],
  enrolment: ['course.title', 'enrolment.state'],
} as const satisfies Record<PageDraft['name'], readonly Pointable[]>

const NUMBER = '(\\d+(?:\\.\\d+)?)'
const around = (names: string, text: string) =>
  new RegExp(`(?:${names})[：:]?\\s*\\d`).test(text)
    ? `(?:${names})[：:]?\\s*${NUMBER}`
    : new RegExp(`\\d\\s*(?:${names})`).test(text)
      ? `${NUMBER}\\s*(?:${names})`
      : undefined

/** How a field is read from the element that was pointed at. */
export function readingFor(field: Pointable, element: Element): Reading {
  const select = selectorFor(element)
  const text = element.textContent ?? ''
  const numbered = (names: string): Reading => {
    const pattern = around(names, text)
    return { select, ...(pattern && { pattern }), as: 'decimal' }
  }
  switch (field) {
    case 'course.hours':
      return numbered('学时|课时')
    case 'score.value':
      return numbered('成绩|得分|分数')
    case 'score.max':
      return numbered('总分|满分')
    case 'score.pass':
      return { select, as: 'passed' }
    case 'lesson.duration':
      return { select, as: 'duration' }
    case 'lesson.key':
      return keyFor(element)
    case 'asked':
    case 'answered':
      return { select: alikeFor(element) }
    case 'posted':
      return { select, as: 'instant' }
    case 'enrolment.date':
      return { select, as: 'day' }
    case 'platform.progress':
      return { select, pattern: '\\d+(?:\\.\\d+)?\\s*[%％]', as: 'percent' }
    default:
      return { select }
  }
}

/** Addresses of this form: numbers and long names that differ from lesson to lesson stand for any. */
export function pathPattern(url: URL): string {
  const any = (path: string) =>
    path
      .split('/')
      .map((part) =>
        /^\d+$/.test(part)
          ? '\\d+'
          : /^[0-9a-f-]{16,}$/i.test(part)
            ? '[^/]+'
            : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\d+/g, '\\d+'),
      )
      .join('/')
  const route = /^#!?\/[^?]*/.exec(url.hash)?.[0] ?? ''
  return `^${any(url.pathname)}${any(route)}`.slice(0, 300)
}

/**
 * The rule of a draft. Fields that can be missing are optional; what a page is, is told by its address, a document by its box as
 * well. Where nothing else names a lesson, its address does.
 */
export function ruleOf({ host, frames, pages }: Draft, version = 1): SiteRule {
  // Pages of one address: what needs a mark is tried first.
  const inOrder = [...pages].sort((a, b) => Number(b.name === 'document') - Number(a.name === 'document'))
  return {
    id: host.slice(0, 64),
    version,
    hosts: [host],
    ...(frames.length > 0 && { frames }),
    pages: inOrder.map(pageOf),
  }
}

function pageOf({ name, path, fields: { document, asked, answered, posted, ...fields } }: PageDraft): PageRule {
  const must: readonly Pointable[] = needed[name]
  const optional = namesOf(fields).filter((field) => !must.includes(field))
  const box = selectsOf(document)
  const posts = [...postsOf('asked', asked, posted), ...postsOf('answered', answered, posted)]
  const key = [...(fields['lesson.key'] ?? []), { url: 'page' as const }]
  return {
    name,
    path,
    ...(box.length > 0 && { has: box, document: box }),
    fields: { ...fields, ...((name === 'lesson' || name === 'document') && { 'lesson.key': key }) },
    ...(optional.length > 0 && { optional }),
    ...(posts.length > 0 && { posts }),
  }
}

/** Keys of a part of the fields above: the schema looks at them again. */
const namesOf = (fields: PageRule['fields']): Field[] => Object.keys(fields) as Field[]

const selectsOf = (readings: readonly Reading[] = []): string[] => readings.flatMap(({ select }) => select ?? [])

/** The time is looked for within each post: by the last step of what was pointed at. */
function postsOf(
  role: Posts['role'],
  posts: readonly Reading[] | undefined,
  posted: readonly Reading[] | undefined,
): Posts[] {
  const at = selectsOf(posted).map((select): Reading => ({ select: select.split(' ').at(-1) ?? select, as: 'instant' }))
  return selectsOf(posts).map((select) => ({ select, role, ...(at.length > 0 && { at }) }))
}

/** A rule of software that is known by its marks, put down for this very host: no mark is looked for any more. */
export function adopted({ software: _, ...rule }: SiteRule, host: string): SiteRule {
  return { ...rule, id: host.slice(0, 64), version: 1, hosts: [host] }
}

/** What the draft still lacks; of questions and answers either will do. */
export const lacking = ({ pages }: Draft): Pointable[] =>
  pages.flatMap(({ name, fields }): Pointable[] => [
    ...needed[name].filter((field) => !fields[field]),
    ...(name === 'questions' && !fields.asked && !fields.answered ? (['asked'] as const) : []),
  ])
