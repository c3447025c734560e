import { category } from '../../../shared/people/codes'
import { Refused } from '../../ledger/accept'

const words = category.items.filter(({ sensitive }) => sensitive).flatMap(({ name, aliases }) => [name, ...aliases])

/** Throws `bad-request` where a text for the public says of its people what may not be said of them: poverty, health, a sentence. */
export function demandHarmless(texts: readonly string[]): void {
  for (const text of texts)
    for (const word of words)
      if (text.includes(word))
        throw new Refused('bad-request', `公示里不能出现“${word}”：会让人看出名单上的人属于哪类困难群体，请改写`)
}
