import type { Normaliser } from './rule'

/** The text as the field wants it; undefined where it is not of that kind. */
export function normalise(text: string, as: Normaliser | undefined): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (plain === '') return undefined
  switch (as) {
    case undefined:
      return plain.slice(0, 300)
    case 'flag':
      return 'true'
    case 'passed':
      return /不合格|未通过|不及格/.test(plain) ? 'false' : /合格|通过|及格/.test(plain) ? 'true' : undefined
    case 'decimal':
      return /-?\d{1,12}(?:\.\d{1,6})?/.exec(plain)?.[0]
    case 'day': {
      const [, year, month, day] = /(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})/.exec(plain) ?? []
      return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
    }
    case 'duration':
      return durationOf(plain)
  }
}

/** `12:05`, `1:02:03`, `1小时2分3秒`, `45分钟` as ms in decimal. */
function durationOf(plain: string): string | undefined {
  const clock = /(?:(\d+):)?(\d{1,3}):(\d{2})(?!\d)/.exec(plain)
  if (clock) return String((Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000)
  const words = /(?:(\d+)\s*小?时)?\s*(?:(\d+)\s*分钟?)?\s*(?:(\d+)\s*秒)?/.exec(plain)
  if (!words?.[0]) return undefined
  return String((Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0)) * 1000)
}
