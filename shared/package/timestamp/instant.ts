import type { Milliseconds } from '../../record/fields'
import { BadDer, type Der, GENERALIZED_TIME, UTC_TIME } from './der'

const FORMS = new Map([
  [UTC_TIME, /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<clock>\d{6})Z$/],
  // Fractions as RFC 3161 section 2.4.2 has them: `20261122060000.5Z`.
  [GENERALIZED_TIME, /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<clock>\d{6})(?<fraction>\.\d{1,9})?Z$/],
])

/** The time of a UTCTime or GeneralizedTime as certificates and time stamps write it. Throws BadDer, for days too that no calendar has. */
export function instantOf(value: Der | undefined): Milliseconds {
  const text = new TextDecoder('latin1').decode(value?.content)
  const { year = '', month, day, clock = '', fraction = '' } = FORMS.get(value?.tag ?? 0)?.exec(text)?.groups ?? {}
  // RFC 5280 section 4.1.2.5.1: two digits are of 1950 to 2049.
  const whole = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`
  const iso = `${whole}-${month}-${day}T${clock.replace(/(..)(..)(..)/, '$1:$2:$3')}`
  const at = Date.parse(`${iso}Z`)
  // Engines differ in what they make of a 30th of February.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(iso)) throw new BadDer('no time')
  return at + Math.floor(Number(`0${fraction || '.0'}`) * 1000)
}
