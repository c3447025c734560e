import type { Milliseconds } from '../../record/fields'
import type { ClassRule, Link, Stretch } from './inquiry'
import type { Outline } from './outline'
import { during, listed } from './say'
import { byStart } from './stretches'
import { thresholds } from './thresholds'

const { count, share, within } = thresholds.regular
/** Tokens that differ by `within` lie in this bucket or a neighbour. */
const BUCKET = 2 * within
/** A token is held against so many before it: alike people are found through each other, and a class of copies stays cheap. */
const HELD = 20

/** How long a sitting lasted, and how long after its start the next one began: what a script repeats and people do not, whatever the hour. */
interface Token {
  seat: number
  length: Milliseconds
  next: Milliseconds
  sitting: Stretch
}

interface Pair {
  alike: number
  links: Link[]
}

/** People whose sittings repeat each other's, though every one of them begins and ends by hand. */
export const regularAcrossPeople: ClassRule = {
  code: 'regular-across-people',
  find(outlines) {
    const tokens = outlines.map(tokensOf)
    const pairs = pairsOf(tokens)
    const groups = new Groups(outlines.length)
    const links = new Map<number, Link[]>()
    for (const [key, { alike, links: shown }] of pairs) {
      const [a = 0, b = 0] = key.split('/').map(Number)
      const fewer = Math.min(tokens[a]?.length ?? 0, tokens[b]?.length ?? 0)
      if (alike < count || alike < fewer * share) continue
      groups.join(a, b)
      for (const one of [a, b]) links.set(one, [...(links.get(one) ?? []), ...shown].slice(0, thresholds.entries))
    }
    return groups
      .list()
      .slice(0, thresholds.groups)
      .map((members) => {
        const first = members.flatMap((one) => tokens[one]?.slice(0, 1) ?? [])[0]?.sitting
        const seats = members.flatMap((one) => outlines[one]?.seat ?? [])
        return {
          key: seats[0] ?? '',
          seats,
          detail: `${members.length} 名学员的学习时段几乎一致：至少 ${count} 次的时长、以及到下一次开始的间隔，相差都不到 ${within / 1000} 秒${first ? `，如${during(first.from, first.to)}一次` : ''}`,
          entries: listed(members.flatMap((one) => links.get(one) ?? [])),
        }
      })
  },
}

function tokensOf({ sittings }: Outline, seat: number): Token[] {
  const long = sittings.filter(({ from, to }) => to - from >= thresholds.sitting).toSorted(byStart)
  return long.flatMap((sitting, i) => {
    const after = long[i + 1]
    return after ? [{ seat, length: sitting.to - sitting.from, next: after.from - sitting.from, sitting }] : []
  })
}

function pairsOf(tokens: readonly (readonly Token[])[]): Map<string, Pair> {
  const buckets = new Map<string, Token[]>()
  const pairs = new Map<string, Pair>()
  for (const token of tokens.flat()) {
    const met = new Set<number>()
    for (const other of neighbours(buckets, token)) {
      const alike = Math.abs(other.length - token.length) <= within && Math.abs(other.next - token.next) <= within
      if (!alike || other.seat === token.seat || met.has(other.seat)) continue
      met.add(other.seat)
      const key = `${other.seat}/${token.seat}`
      const pair = pairs.get(key) ?? { alike: 0, links: [] }
      pairs.set(key, pair)
      pair.alike++
      if (pair.links.length < thresholds.entries) pair.links.push(other.sitting, token.sitting)
    }
    const own = bucketOf(token.length, token.next)
    buckets.set(own, [...(buckets.get(own) ?? []), token].slice(-HELD))
  }
  return pairs
}

const bucketOf = (length: number, next: number) => `${Math.floor(length / BUCKET)}/${Math.floor(next / BUCKET)}`

function neighbours(buckets: ReadonlyMap<string, readonly Token[]>, { length, next }: Token): Token[] {
  const near = [-BUCKET, 0, BUCKET]
  return near.flatMap((a) => near.flatMap((b) => buckets.get(bucketOf(length + a, next + b)) ?? []))
}

/** Who belongs together. */
class Groups {
  readonly #head: number[]

  constructor(size: number) {
    this.#head = Array.from({ length: size }, (_, i) => i)
  }

  join(a: number, b: number): void {
    const [one, two] = [this.#of(a), this.#of(b)]
    this.#head[Math.max(one, two)] = Math.min(one, two)
  }

  /** Groups of two and more, in the order of their first member. */
  list(): number[][] {
    const groups = new Map<number, number[]>()
    for (const one of this.#head.keys()) {
      const head = this.#of(one)
      groups.set(head, [...(groups.get(head) ?? []), one])
    }
    return [...groups.values()].filter(({ length }) => length > 1)
  }

  #of(one: number): number {
    let at = one
    for (let head = this.#head[at]; head !== undefined && head !== at; head = this.#head[at]) at = head
    return at
  }
}
