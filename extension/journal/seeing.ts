import type { PlatformAccount } from '../../shared/api'
import { maskAccount } from '../../shared/people/mask'
import { plain } from '../../shared/people/text'
import type { Body, Course } from '../../shared/record/bodies'
import type { PageDescription, Playing } from '../messages'
import { bareName } from './people'
import type { ChainRow, PersonRow } from './rows'
import type { Rules } from './rules'

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
  accounts: readonly PlatformAccount[] = [],
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
    learner: learner(page, person, accounts),
    ...(page.confirmed && { confirmed: true }),
  }
}

/** 平台账号 of somebody here, as the rosters of their classes have them. */
export const accountsOf = (chains: readonly ChainRow[], person: string): PlatformAccount[] =>
  chains.flatMap((row) => (row.person === person ? (row.extract?.accounts ?? []) : []))

/**
 * The account the page shows against the trainee's own: by the roster, where it names any for this site, else as the trainee
 * said it. `mismatch` is said only when one of them is known: a page may show anything as a name.
 */
function learner(
  { account: shown, site, host }: Pick<PageDescription, 'account' | 'site' | 'host'>,
  person: PersonRow | undefined,
  accounts: readonly PlatformAccount[],
): Body<'view'>['learner'] {
  const account = shown && plain(shown)
  if (!account) return { state: 'unknown' }
  const byRoster = accounts.filter((one) => one.site === undefined || one.site === site || one.site === host)
  const said = byRoster.length > 0 ? byRoster.map((one) => one.account) : person?.account ? [person.account] : []
  const own = said.map(plain)
  const known =
    account === (person && plain(bareName(person.name))) ||
    own.some((one) => one === account || maskAccount(one) === account)
  const state = known ? 'match' : own.length > 0 ? 'mismatch' : 'unknown'
  return { state, masked: clip(maskAccount(account), 64) }
}

export function platformOf({ platform }: PageDescription): NonNullable<Body<'watch'>['platform']> | undefined {
  const { progress, finished } = platform ?? {}
  if (progress === undefined && finished === undefined) return undefined
  return {
    ...(progress !== undefined && { progress: clip(progress, 40) }),
    ...(finished !== undefined && { finished }),
  }
}
