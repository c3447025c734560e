import { plain } from '../people/text'

/**
 * 技能等级 from the lowest to the highest (new 八级工 of 2022 included), then certificates that have no place in that
 * order. The words are the keys of a table's amounts.
 */
export const levels = [
  ...(['学徒工', '五级', '四级', '三级', '二级', '一级', '特级技师', '首席技师'] as const),
  ...(['专项职业能力', '特种作业', '培训合格证'] as const),
] as const
export type Level = (typeof levels)[number]

/** 专项职业能力 and what follows it stand beside the order. */
const RANKED = levels.indexOf('专项职业能力')

/** How people write them: `五级/初级工`, `高级`, `技师（二级）`, `5`. The longer word is looked for first. */
const WORDS: readonly [string, Level][] = [
  ['特级技师', '特级技师'],
  ['首席技师', '首席技师'],
  ['高级技师', '一级'],
  ['技师', '二级'],
  ['初级', '五级'],
  ['中级', '四级'],
  ['高级', '三级'],
  ['专项能力', '专项职业能力'],
  ...levels.map((level): [string, Level] => [level, level]),
  ...(['1', '2', '3', '4', '5'] as const).map((digit, i): [string, Level] => [digit, levels[5 - i] ?? '五级']),
]

/** The level that a text names; undefined where it names none, or two. */
export function readLevel(text: string): Level | undefined {
  let rest = plain(text)
  const found = new Set<Level>()
  for (const [word, level] of WORDS) {
    if (!(word.length > 1 ? rest.includes(word) : rest === word || rest === `${word}级`)) continue
    found.add(level)
    rest = rest.replaceAll(word, '')
  }
  const [level] = found
  return found.size === 1 ? level : undefined
}

/** Whether `a` stands above `b` in the order of levels. */
export function isHigher(a: Level, b: Level): boolean {
  const [high, low] = [levels.indexOf(a), levels.indexOf(b)]
  return high < RANKED && low < RANKED && high > low
}
