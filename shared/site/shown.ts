/** A score that stands in words on a page. */
export interface ShownScore {
  value: string
  max?: string
  pass?: boolean
  /** The part of the text that says so, in the page's own characters. */
  part: string
}

const N = '([0-9０-９]{1,4}(?:[.．][0-9０-９]{1,6})?)'
/** What makes a number another thing than the one before it was said to be: a date, a share, a count. */
const NOT_AFTER =
  '(?![0-9０-９.．]|\\s*(?:[%％年月日号题道人名次个条门项页]|分钟|秒|小时|[-–~～]\\s*[0-9]|[:：][0-9]|/[0-9]+/))'
const IS = '\\s*(?:[（(]分[)）])?\\s*(?:[：:]|为|是)?\\s*'
const after = (words: string) => new RegExp(`(?:${words})${IS}${N}${NOT_AFTER}(?!\\s*(?:学时|课时))`, 'gu')
const SCORE = after('成绩|得分|分数')
const TOTAL = after('总分')
const MOST = `(?:总分|满分)值?${IS}${N}`

/** What a score is not, said just before: the score to reach, that of others, or of one question. */
const NOT_OWN = /(?:及格|合格|达标|通过|最低|平均|全班|班级|目标|要求|标准|满|占)的?$/u
const OF_A_QUESTION =
  /(?:[每本该小各此单]题|题目|[单多]项?选(?:择?题)?|判断题?|填空题?|简答题?|第\s*[0-9一二三四五六七八九十]+\s*[题道])[\s（(、.．：:0-9]*$/u
/** Beside a 总分 that is what a paper can give, not what somebody got. */
const OF_A_PAPER = /满分|[及合]格(?:分|线|成绩|标准)|分钟|[0-9]\s*[题道]/u
const VERDICT = '([不未]?合格|[不未]通过|通过|[不未]?及格)(?!\\s*(?:分|线|标准|成绩|率|条件|即|后|学|考|本|以))'
const VERDICT_AFTER = new RegExp(VERDICT, 'u')
const VERDICT_BEFORE = new RegExp(`${VERDICT}[\\s，,。；;]+[^\\s0-9]{0,6}$`, 'u')

/**
 * The score that a text shows: 成绩, 得分, 分数, or 总分 where it is not what the paper can give; `成绩：92分`, `成绩 92`, `成绩为 92 分`.
 * Undefined where there is none, or one above its own maximum.
 */
export function shownScore(text: string): ShownScore | undefined {
  if (last?.text !== text) last = { text, score: scoreIn(text) }
  return last.score
}

/** Value, maximum and verdict of one page are asked for one after another. */
let last: { text: string; score: ShownScore | undefined } | undefined

function scoreIn(text: string): ShownScore | undefined {
  for (const match of text.matchAll(SCORE)) {
    const score = scoreAt(text, match)
    if (score) return score
  }
  for (const match of text.matchAll(TOTAL)) {
    const around = text.slice(Math.max(0, match.index - 60), match.index + 60)
    const score = OF_A_PAPER.test(around) ? undefined : scoreAt(text, match)
    if (score) return score
  }
  return undefined
}

function scoreAt(text: string, match: RegExpExecArray): ShownScore | undefined {
  const before = text.slice(Math.max(0, match.index - 40), match.index)
  if (NOT_OWN.test(before) || OF_A_QUESTION.test(before)) return undefined
  const behind = text.slice(match.index + match[0].length)
  const value = plain(match[1])
  const most = plain(
    (new RegExp(`^\\s*分?\\s*[/／]\\s*${N}`, 'u').exec(behind) ??
      new RegExp(`^[^0-9０-９]{0,30}?${MOST}`, 'u').exec(behind) ??
      new RegExp(`${MOST}\\s*分?[^0-9０-９]{0,20}$`, 'u').exec(before))?.[1],
  )
  if (value === undefined || (most !== undefined && Number(value) > Number(most))) return undefined
  const verdict = (VERDICT_AFTER.exec(behind.slice(0, 60)) ?? VERDICT_BEFORE.exec(before))?.[1]
  return {
    value,
    ...(most !== undefined && { max: most }),
    ...(verdict !== undefined && { pass: !/[不未]/u.test(verdict) }),
    part: match[0] + (/^\s*分?/u.exec(behind)?.[0] ?? ''),
  }
}

const HOURS = new RegExp(
  `(共|总)?(?:学时|课时)数?\\s*(?:[：:]|为|是)\\s*${N}|(共|总)?学时数?\\s+${N}|(共\\s*|总计\\s*)?${N}\\s*个?(?:学时|课时)(?!\\s*[=＝])`,
  'gu',
)
/** Of what is done or still to do, of a lesson's number, or of what an hour is. */
const NOT_OF_COURSE =
  /(?:已学|已完成|已修|已获|已得|完成|获得|剩余|还需|还差|未学|未完成|每|第|学习)[^，,。；;\s0-9]{0,4}\s*$/u

/** The hours of a course that a text shows: `学时：36`, `共 36 学时`, `36学时`; those of all of it before those of a part. */
export function shownHours(text: string): string | undefined {
  let first: string | undefined
  for (const match of text.matchAll(HOURS)) {
    const [, a, one, b, two, c, three] = match
    if (NOT_OF_COURSE.test(text.slice(Math.max(0, match.index - 12), match.index))) continue
    const hours = plain(one ?? two ?? three)
    if (a || b || c) return hours
    first ??= hours
  }
  return first
}

const plain = (number: string | undefined): string | undefined => number?.normalize('NFKC')
