import type { Field, PageRule, Reading, SiteRule } from '../../shared/site/rule'

/** What is pointed at on a page of the own site. */
export interface PageDraft {
  /** 课程页 or 成绩页, by what it shows. */
  name: 'lesson' | 'score'
  /** Regular expression over path and fragment. */
  path: string
  fields: Partial<Record<Field, Reading[]>>
}

export interface Draft {
  host: string
  frames: string[]
  pages: PageDraft[]
}

/** What can be pointed at, in the order of the screen. The first two of a lesson's page are needed. */
export const pointable = {
  lesson: ['course.title', 'lesson.title', 'course.hours', 'lesson.duration', 'platform.progress', 'learner'],
  score: ['course.title', 'score.value', 'score.max', 'score.pass', 'learner'],
} as const satisfies Record<PageDraft['name'], readonly Field[]>
export const needed = {
  lesson: ['course.title', 'lesson.title'],
  score: ['course.title', 'score.value'],
} as const satisfies Record<PageDraft['name'], readonly Field[]>

const NUMBER = '(\\d+(?:\\.\\d+)?)'
const around = (names: string, text: string) =>
  new RegExp(`(?:${names})[：:]?\\s*\\d`).test(text)
    ? `(?:${names})[：:]?\\s*${NUMBER}`
    : new RegExp(`\\d\\s*(?:${names})`).test(text)
      ? `${NUMBER}\\s*(?:${names})`
      : undefined

/** How a field is read from the element that was pointed at; `text` is what stands in it now. */
export function readingFor(field: Field, select: string, text: string): Reading {
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

/** The rule of a draft. Fields that can be missing are optional; what a page is and which lesson it shows is told by the address. */
export function ruleOf({ host, frames, pages }: Draft, version = 1): SiteRule {
  return {
    id: host.slice(0, 64),
    version,
    hosts: [host],
    ...(frames.length > 0 && { frames }),
    pages: pages.map(({ name, path, fields }): PageRule => {
      const must: readonly Field[] = needed[name]
      const named = Object.keys(fields) as Field[]
      const optional = named.filter((field) => !must.includes(field))
      return {
        name,
        path,
        fields: { ...fields, ...(name === 'lesson' && { 'lesson.key': [{ url: 'page' }] }) },
        ...(optional.length > 0 && { optional }),
      }
    }),
  }
}

/** A rule of software that is known by its marks, put down for this very host: no mark is looked for any more. */
export function adopted({ software: _, ...rule }: SiteRule, host: string): SiteRule {
  return { ...rule, id: host.slice(0, 64), version: 1, hosts: [host] }
}

/** What the draft still lacks. */
export const lacking = ({ pages }: Draft): Field[] =>
  pages.flatMap(({ name, fields }) => needed[name].filter((field) => !fields[field]))
