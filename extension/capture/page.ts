import type { CallValues } from '../../shared/site/calls'
import { isGeneric, rulesFor, siteOf } from '../../shared/site/match'
import { trimmed } from '../../shared/site/normalise'
import { type ReadPage, readPage } from '../../shared/site/read'
import type { SiteRule } from '../../shared/site/rule'
import type { PageDescription } from '../messages'

/**
 * Reads a document through the rule of its host, else of its software, or the generic rule where those know no such page.
 * Never throws. `rule` is the name without the hash.
 */
export function describePage(
  document: Document,
  url: URL,
  rules: readonly SiteRule[],
  calls?: CallValues,
  now?: number,
): PageDescription {
  const base = { site: siteOf(rules, url.hostname).slice(0, 64) || 'unknown', host: url.host }
  let first: SiteRule | undefined
  for (const rule of fitting(rules, document, url)) {
    first ??= rule
    const read = attempt(() => readPage(rule, document, url, calls, now))
    if (read) return { ...base, ...(rule.site && { site: rule.site }), rule: ruleName(rule), ...describe(read) }
  }
  return { ...base, rule: first ? ruleName(first) : '', courses: [], missing: [] }
}

/** Where looking for a fingerprint throws, the generic rule is left. */
function* fitting(rules: readonly SiteRule[], document: Document, url: URL): Generator<SiteRule> {
  try {
    yield* rulesFor(rules, document, url)
  } catch {
    yield* rules.filter(isGeneric)
  }
}

/** A rule's name on this page; the background knows its hash. */
export const ruleName = ({ id, version }: SiteRule): string => `${id}@${version}`

/** A page may have replaced any DOM method by something that throws. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function describe({
  fields,
  courses,
  missing,
  scoreText,
  scoreCalled,
  posts,
  document,
  guess,
  live,
  opener,
  page,
}: ReadPage): Omit<PageDescription, 'site' | 'host' | 'rule'> {
  const course = courseOf(fields)
  const lesson = lessonOf(fields)
  const { 'score.value': value, 'signin.state': signin, 'signin.date': date, learner } = fields
  return {
    ...(course && { course }),
    ...(lesson && { lesson }),
    ...(learner !== undefined && { account: learner }),
    ...(value !== undefined && {
      score: { ...scoreOf(fields, value, scoreText ?? value), ...(scoreCalled && { called: true }) },
    }),
    ...platformOf(fields),
    ...(document && { document }),
    ...(guess && { guess }),
    ...(live && { live }),
    page,
    ...(opener && { opener }),
    ...(posts && { posts: posts.map(({ role, at }) => ({ role, ...(at !== undefined && { at: Number(at) }) })) }),
    ...(signin !== undefined && { signin: { state: trimmed(signin, 100), ...(date && { date }) } }),
    ...enrolmentOf(fields),
    courses: courses.flatMap((one) => {
      const listed = courseOf(one)
      const { 'score.value': value, scoreText: raw } = one
      return listed
        ? [
            {
              course: listed,
              ...enrolmentOf(one),
              ...platformOf(one),
              ...(value !== undefined && { score: { value, raw: raw ?? value } }),
            },
          ]
        : []
    }),
    missing,
  }
}

function courseOf(fields: ReadPage['fields']): PageDescription['course'] {
  const { 'course.title': title, 'course.key': key, 'course.hours': hours } = fields
  if (title === undefined) return undefined
  return { key: key ?? title, title, ...(hours !== undefined && { hours }) }
}

function lessonOf(fields: ReadPage['fields']): PageDescription['lesson'] {
  const { 'lesson.key': key, 'lesson.title': title, 'lesson.duration': duration } = fields
  const name = title ?? key
  if (name === undefined) return undefined
  return { key: key ?? name, title: name, ...(duration !== undefined && { duration: Number(duration) }) }
}

function platformOf(fields: ReadPage['fields']): Pick<PageDescription, 'platform'> {
  const { 'platform.progress': progress, 'platform.finished': finished } = fields
  if (progress === undefined && finished === undefined) return {}
  return {
    platform: {
      ...(progress !== undefined && { progress: trimmed(progress, 40) }),
      ...(finished !== undefined && { finished: finished === 'true' }),
    },
  }
}

function enrolmentOf(fields: ReadPage['fields']): Pick<PageDescription, 'enrolment'> {
  const { 'enrolment.state': state, 'enrolment.date': date } = fields
  if (state === undefined && date === undefined) return {}
  return { enrolment: { ...(state !== undefined && { state: trimmed(state, 100) }), ...(date && { date }) } }
}

function scoreOf(fields: ReadPage['fields'], value: string, raw: string): NonNullable<PageDescription['score']> {
  const { 'score.max': max, 'score.pass': pass, 'score.attempt': attempts } = fields
  const attempt = /^\d{1,6}$/.test(attempts ?? '') ? Number(attempts) : undefined
  return {
    value,
    raw,
    ...(max !== undefined && { max }),
    ...(pass !== undefined && { pass: pass === 'true' }),
    ...(attempt !== undefined && { attempt }),
  }
}
