/** At least so often a quantifier counts as without end: what it multiplies is no constant any more. */
const OFTEN = 10
/** All bounded repetitions of a pattern together. */
const MOST_TOGETHER = 10_000

interface Group {
  /** A quantifier that may take more or less, or an alternative, stands in it. */
  varies: boolean
}

/**
 * Why a regular expression may take far longer than its text is long, or undefined: a repeated group that holds a quantifier or
 * an alternative, or more repetitions without end than `degree` allows (the search for a beginning is one of them, unless `^` or a
 * literal stands there). `\s` and `\d` are not counted: white space is folded, and numbers are short; nor is `[^x]+` with x behind it.
 */
export function backtracks(source: string, degree: number): string | undefined {
  const groups: Group[] = [{ varies: false }]
  const search = (rest: string) => (rest.startsWith('^') ? 0 : 1)
  let endless = search(source)
  let mostEndless = 0
  let together = 1
  /** What a quantifier would repeat: a group that was just closed, or the text of one atom. */
  let before: { group?: Group; atom: string } = { atom: '' }
  for (const { token, rest } of tokens(source)) {
    const [most, least] = repetitions(token)
    const current = groups.at(-1)
    if (token.startsWith('(')) groups.push({ varies: false })
    else if (token === ')') {
      const group = groups.length > 1 ? groups.pop() : undefined
      if (group?.varies) for (const outer of groups.slice(-1)) outer.varies = true
      before = { atom: '', ...(group && { group }) }
      continue
    } else if (token === '|' && current) {
      current.varies = true
      // One of two patterns, each with a search of its own.
      if (groups.length === 1) {
        mostEndless = Math.max(mostEndless, endless)
        endless = search(rest)
      }
    } else if (most !== undefined && least !== undefined) {
      if (most > 1 && before.group?.varies) return 'a repeated group holds a quantifier or an alternative'
      if (most !== least && current) current.varies = true
      if (!harmless(before.atom, rest)) {
        if (most === Number.POSITIVE_INFINITY) endless++
        else if (most > OFTEN) together *= most
      }
      continue
    }
    before = { atom: token }
  }
  if (Math.max(mostEndless, endless) > degree) return 'too many repetitions without end'
  return together > MOST_TOGETHER ? 'too many repetitions' : undefined
}

/** Escapes and classes are one token, as are a group's beginning and a quantifier with its `?`. */
function* tokens(source: string): Generator<{ token: string; rest: string }> {
  const one =
    /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|./suy
  for (let match = one.exec(source); match?.[0]; match = one.exec(source))
    yield { token: match[0], rest: source.slice(one.lastIndex) }
}

/** The most and the fewest times that a quantifier takes; nothing where the token is none. */
function repetitions(token: string): [number, number] | [] {
  const [, sign] = /^([*+?])\??$/.exec(token) ?? []
  if (sign) return [sign === '?' ? 1 : Number.POSITIVE_INFINITY, sign === '+' ? 1 : 0]
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}\??$/.exec(token) ?? []
  if (least === undefined) return []
  return [comma === '' ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY, Number(least)]
}

function harmless(atom: string, rest: string): boolean {
  if (atom === '\\s' || atom === '\\d') return true
  const [, not] = /^\[\^(.*)\]$/s.exec(atom) ?? []
  const next = rest.replace(/^\)+/, '')[0]
  return not !== undefined && (next === undefined || not.includes(next))
}
