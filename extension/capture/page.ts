import { ruleFor } from '../../shared/site/match'
import { type ReadPage, readPage } from '../../shared/site/read'
import type { SiteRule } from '../../shared/site/rule'
import type { PageDescription } from '../messages'

/** Reads this document through the rule of its host; the generic rule where nothing better is known. */
export function describePage(document: Document, url: URL, rules: readonly SiteRule[]): PageDescription {
  const rule = ruleFor(rules, url.hostname)
  const read = rule && readPage(rule, document, url)
  const base = { site: rule?.id === 'generic' || !rule ? url.hostname : rule.id, host: url.host, rule: rule ? `${rule.id}@${rule.version}` : 'generic@1' }
  return read ? { ...base, ...describe(read) } : { ...base, courses: [], missing: [] }
}

function describe({ fields, courses, missing, scoreText }: ReadPage): Omit<PageDescription, 'site' | 'host' | 'rule'> {
  const course = courseOf(fields)
  const { 'lesson.key': key, 'lesson.title': title, 'lesson.duration': duration, 'score.value': value, learner } = fields
  const progress = fields['platform.progress']
  const finished = fields['platform.finished']
  return {
    ...(course && { course }),
    ...((key ?? title) !== undefined && { lesson: { key: key ?? title ?? '', title: title ?? key ?? '', ...(duration !== undefined && { duration: Number(duration) }) } }),
    ...(learner !== undefined && { account: learner }),
    ...(value !== undefined && { score: scoreOf(fields, value, scoreText ?? value) }),
    ...((progress ?? finished) !== undefined && { platform: { ...(progress !== undefined && { progress: progress.slice(0, 40) }), ...(finished !== undefined && { finished: finished === 'true' }) } }),
    courses: courses.flatMap((one) => {
      const listed = courseOf(one)
      const state = one['enrolment.state']
      const date = one['enrolment.date']
      return listed && state ? [{ course: listed, enrolment: { state: state.slice(0, 100), ...(date && { date }) } }] : []
    }),
    missing,
  }
}

function courseOf(fields: ReadPage['fields']): PageDescription['course'] {
  const { 'course.title': title, 'course.key': key, 'course.hours': hours } = fields
  if (title === undefined) return undefined
  return { key: key ?? title, title, ...(hours !== undefined && { hours }) }
}

function scoreOf(fields: ReadPage['fields'], value: string, raw: string): NonNullable<PageDescription['score']> {
  const { 'score.max': max, 'score.pass': pass, 'score.attempt': attempt } = fields
  return { value, raw, ...(max !== undefined && { max }), ...(pass !== undefined && { pass: pass === 'true' }), ...(attempt !== undefined && { attempt: Number(attempt) }) }
}

/** Calls back when the description has changed: after DOM changes have settled, and on navigation without a load. Reads the address late, never from an event. */
export function observePage(document: Document, read: () => PageDescription, changed: (page: PageDescription) => void): () => void {
  let last = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    timer = undefined
    const page = read()
    const text = JSON.stringify(page)
    if (text === last) return
    last = text
    changed(page)
  }
  const soon = () => {
    timer ??= setTimeout(look, 300)
  }
  const observer = new MutationObserver(soon)
  const start = () => {
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['class', 'value', 'data-jhx-res'] })
    soon()
  }
  start()
  document.addEventListener('DOMContentLoaded', soon, { once: true })
  document.defaultView?.addEventListener('popstate', soon)
  document.defaultView?.addEventListener('hashchange', soon)
  return () => {
    observer.disconnect()
    clearTimeout(timer)
    document.defaultView?.removeEventListener('popstate', soon)
    document.defaultView?.removeEventListener('hashchange', soon)
  }
}
