import { type Fen, MAX_FEN } from './money'

/*
 * Amounts in Chinese capitals, by the People's Bank's rules for filling in bills (支付结算办法, annex 1):
 * 整 after 元 always, after 角 where one likes (we do), never after 分; one 零 for any run of zeros inside; where the
 * place before a full group of four, or before 角, is 0, that 零 may be left out (we do, unless a whole group is 0);
 * where 角 is 0 and 分 is not, 零 stands after 元. Both ways of every choice are read.
 */

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿']
/** Old and traditional signs that the rules accept as well. */
const OTHER_SIGNS: Readonly<Record<string, string>> = {
  圆: '元',
  圓: '元',
  正: '整',
  貳: '贰',
  陸: '陆',
  億: '亿',
  萬: '万',
}

/** A sign, whether it must stand there, and whether we write it. */
interface Token {
  text: string
  needed: boolean
  written: boolean
}
const needed = (text: string): Token => ({ text, needed: true, written: true })
const optional = (text: string, written: boolean): Token => ({ text, needed: false, written })

const digit = (n: number): string => DIGITS.charAt(n)

/** 1 to 9999, without a 零 in front. */
function group(n: number): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const here = Math.floor(n / 10 ** place) % 10
    const below = n % 10 ** place
    if (here > 0) text += digit(here) + PLACES[place]
    else if (text !== '' && below > 0 && !text.endsWith('零')) text += '零'
  }
  return text
}

function yuanTokens(yuan: number): Token[] {
  const tokens: Token[] = []
  /** Whether the place before is 0, and whether a whole group was. */
  let [after0, skipped] = [false, false]
  for (let i = GROUPS.length - 1; i >= 0; i--) {
    const here = Math.floor(yuan / 10_000 ** i) % 10_000
    if (here === 0) skipped = true
    else {
      if (tokens.length > 0 && here < 1000) tokens.push(needed('零'))
      else if (tokens.length > 0 && (after0 || skipped)) tokens.push(optional('零', skipped))
      tokens.push(needed(group(here) + GROUPS[i]))
      ;[after0, skipped] = [here % 10 === 0, false]
    }
  }
  return tokens
}

function tokensOf(amount: Fen): Token[] {
  const [yuan, jiao, rest] = [Math.floor(amount / 100), Math.floor(amount / 10) % 10, amount % 10]
  if (amount === 0) return [needed('零元整')]
  const tokens = yuan > 0 ? [...yuanTokens(yuan), needed('元')] : []
  if (jiao === 0 && rest === 0) return [...tokens, needed('整')]
  if (yuan > 0 && jiao === 0) tokens.push(needed('零'))
  if (yuan > 0 && jiao > 0 && yuan % 10 === 0) tokens.push(optional('零', false))
  if (jiao > 0) tokens.push(needed(`${digit(jiao)}角`))
  tokens.push(rest > 0 ? needed(`${digit(rest)}分`) : optional('整', true))
  return tokens
}

/** `壹仟贰佰叁拾肆元伍角整`. Throws RangeError below 0 and from 1万亿 on. */
export function capitals(amount: Fen): string {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > MAX_FEN) throw new RangeError(`no capitals for ${amount}`)
  return tokensOf(amount)
    .filter(({ written }) => written)
    .map(({ text }) => text)
    .join('')
}

/** The amount that capitals say, in any spelling the rules allow. Undefined where they are spelled wrong: nothing is guessed. */
export function readCapitals(raw: string): Fen | undefined {
  const text = [...raw.replace(/\s+/g, '').replace(/^人民币/, '')].map((sign) => OTHER_SIGNS[sign] ?? sign).join('')
  const amount = loosely(text)
  if (amount === undefined) return undefined
  const allowed = tokensOf(amount).map((token) => (token.needed ? token.text : `${token.text}?`))
  return new RegExp(`^${allowed.join('')}$`).test(text) ? amount : undefined
}

/** What the signs add up to, well spelled or not. */
function loosely(text: string): Fen | undefined {
  let [total, section, last] = [0, 0, 0]
  for (const sign of text) {
    const [value, place, bigger] = [DIGITS.indexOf(sign), PLACES.indexOf(sign), GROUPS.indexOf(sign)]
    if (value >= 0) last = value
    else if (place > 0) [section, last] = [section + last * 10 ** place, 0]
    else if (bigger > 0) [total, section, last] = [total + (section + last) * 100 * 10_000 ** bigger, 0, 0]
    else if (sign === '元') [total, section, last] = [total + (section + last) * 100, 0, 0]
    else if (sign === '角') [total, last] = [total + last * 10, 0]
    else if (sign === '分') [total, last] = [total + last, 0]
    else if (sign !== '整') return undefined
  }
  return total <= MAX_FEN ? total : undefined
}
