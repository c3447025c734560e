import { category } from '../../../shared/people/codes'
import { Refused } from '../../ledger/accept'

const words = category.items.filter(({ sensitive }) => sensitive).flatMap(({ name, aliases }) => [name, ...aliases])
/** Beside or above a name these say it too, whatever stands around them. The words of a notice may name a policy with them. */
const stems = ['残疾', '贫困', '脱贫', '低保', '特困', '戒毒', '服刑', '刑满']

/** Spacing and punctuation hide no word. */
const bare = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{P}\p{S}]/gu, '')
const wordIn = (text: string, of: readonly string[]): string | undefined => of.find((word) => bare(text).includes(word))

/** Throws `bad-request` where a text for the public says of its people what may not be said of them: poverty, health, a sentence. */
export function demandHarmless(texts: readonly string[]): void {
  for (const text of texts) {
    const word = wordIn(text, words)
    if (word !== undefined)
      throw new Refused('bad-request', `公示里不能出现“${word}”：会让人看出名单上的人属于哪类困难群体，请改写`)
  }
}

/** The same of what stands above all names: a title, the bureau's own name. There these stems say it of everybody. Throws `bad-request`. */
export function demandHarmlessHead(head: Readonly<Record<string, string>>): void {
  for (const [field, text] of Object.entries(head)) {
    const word = wordIn(text, [...words, ...stems])
    if (word !== undefined)
      throw new Refused(
        'bad-request',
        `${field}里有“${word}”，公示页上写在所有人名字的上面：会让人看出名单上的人属于哪类困难群体，请改写以后再公示`,
      )
  }
}

/** What the public reads beside a name. */
interface PublicWords {
  name: string
  occupation: string
  level: string
  standard: string
}

/**
 * The same of what stands beside the names, which a 单位 or a table wrote. Throws `bad-request`, which says whose. `where` names a row for
 * the clerk: 受理号, class, 参训编号.
 */
export function demandHarmlessRows(rows: readonly PublicWords[], where: (row: number) => string): void {
  const found = rows.flatMap(({ name, occupation, level, standard }, i) =>
    Object.entries({ 姓名: name, 工种: occupation, 等级: level, 补贴标准: standard }).flatMap(([field, text]) => {
      const word = wordIn(text, [...words, ...stems])
      return word === undefined ? [] : [`${where(i)} 的${field}里有“${word}”`]
    }),
  )
  const [first] = found
  if (first !== undefined)
    throw new Refused(
      'bad-request',
      `${first}${found.length > 1 ? `，这样的共 ${found.length} 处` : ''}：公示会让人看出这个人属于哪类困难群体。请撤销审核同意、退回单位改正以后再公示`,
    )
}

/**
 * How a 单位, or the bureau itself, is called where names stand. One whose own name says whom it trains is not named: a 单位 is known by the 受理号, a bureau
 * by the telephone and place of its notice.
 */
export const publicFirm = (name: string): string =>
  wordIn(name, [...words, ...stems]) === undefined ? name : '（单位名称不公示）'
