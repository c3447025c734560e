import type { Range } from '../media/object-store'

/** RFC 9110, section 14: the one stretch of so many bytes that is asked for; undefined where all of them are; `beyond` where there is no such stretch. */
export function rangeOf(text: string | undefined, bytes: number): Range | undefined | 'beyond' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return first > last ? 'beyond' : { from: first, to: last }
}
