import type { Body, Course } from '../../shared/record/bodies'
import type { PageDescription, Playing } from '../messages'
import { bareName } from './people'
import type { Rules } from './rules'
import type { PersonRow } from './store'

/** A page may show any length of text and half a character; an entry may not. */
export const clip = (text: string, max: number): string => wellFormed(text.slice(0, max)).trim() || '-'

export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/

export const courseOf = ({ key, title, hours }: Course): Course => ({
  key: clip(key, 300),
  title: clip(title, 300),
  ...(hours !== undefined && DECIMAL.test(hours) && { hours }),
})

export const lessonOf = ({ key, title }: { key: string; title: string }) => ({
  key: clip(key, 300),
  title: clip(title, 300),
})

/** What a view entry says of a page and its player. Where no rule names the course, the site stands for it. */
export function viewBody(
  page: PageDescription,
  playing: Playing,
  person: PersonRow | undefined,
  rules: Rules,
): Body<'view'> {
  const course = courseOf(page.course ?? { key: page.host, title: page.host })
  const lesson = lessonOf(page.lesson ?? course)
  const media = page.live && playing.kind === 'video' ? 'live' : playing.kind
  const duration = page.lesson?.duration ?? (media === 'live' ? undefined : playing.duration)
  return {
    site: clip(page.site, 64),
    host: clip(page.host, 253),
    rule: rules.ref(page.rule),
    course,
    lesson: {
      ...lesson,
      ...(duration !== undefined && Number.isSafeInteger(duration) && duration >= 0 && { duration }),
    },
    media,
    learner: learner(page.account, person),
    ...(page.confirmed && { confirmed: true }),
  }
}

/** `mismatch` is said only when the trainee has told us their account: a page may show anything as a name. */
function learner(shown: string | undefined, person: PersonRow | undefined): Body<'view'>['learner'] {
  const account = shown && plain(shown)
  if (!account) return { state: 'unknown' }
  const own = person?.account && plain(person.account)
  const name = person && plain(bareName(person.name))
  const state = own
    ? own === account || own === masked(account)
      ? 'match'
      : 'mismatch'
    : account === name
      ? 'match'
      : 'unknown'
  return { state, masked: clip(masked(account), 64) }
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')

/** 王*明, 1****5678: enough to recognise one's own, not to name anybody. */
export const masked = (account: string): string => {
  const letters = [...account]
  const [first = ''] = letters
  if (letters.length <= 2) return `${first}*`
  const tail = letters.slice(letters.length > 6 ? -4 : -1).join('')
  return `${first}${'*'.repeat(Math.min(4, letters.length - 2))}${tail}`
}

export function platformOf({ platform }: PageDescription): NonNullable<Body<'watch'>['platform']> | undefined {
  const { progress, finished } = platform ?? {}
  if (progress === undefined && finished === undefined) return undefined
  return {
    ...(progress !== undefined && { progress: clip(progress, 40) }),
    ...(finished !== undefined && { finished }),
  }
}
