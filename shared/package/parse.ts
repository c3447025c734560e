import * as v from 'valibot'
import { fromBase64url } from '../crypto'
import { type Canonical, parseCanonical } from '../record/canonical'

/** What a JSON file may be before anybody takes it apart: fifty times a claim of a thousand people, and a bound on memory. */
const MAX_JSON_CHARACTERS = 32 << 20
const MAX_JSON_PARTS = 2_000_000
const MAX_JSON_DEPTH = 32
/** Of one file: a hundred years of one chain, or proofs of ten thousand people. */
const MAX_LINES = 1_000_000

/** Whether it is small and flat enough to be parsed: lists and objects take many times their text. Only what could matter is looked at closely. */
export function isModest(text: string, most = MAX_JSON_PARTS): boolean {
  if (text.length > MAX_JSON_CHARACTERS) return false
  let depth = 0
  let parts = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > MAX_JSON_DEPTH || ++parts > most) return false
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return true
}
const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/** A packaged JSON file or line: canonical (RFC 8785) and of its schema, or what is wrong with it. */
export function parseFile<S extends v.GenericSchema>(
  schema: S,
  text: string | undefined,
): { value: v.InferOutput<S> } | { problem: string } {
  if (text === undefined) return { problem: '读不出' }
  if (!isModest(text)) return { problem: '太大或嵌套太深' }
  // No honest file has one, and a schema's answer leaves it out.
  if (text.includes('"__proto__"')) return { problem: '内容不合规定：__proto__' }
  let value: Canonical
  try {
    value = parseCanonical(text)
  } catch {
    return { problem: '不是规范的 JSON' }
  }
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  return parsed.success ? { value: parsed.output } : { problem: `内容不合规定：${parsed.issues[0]?.message ?? ''}` }
}

/** Lines of an NDJSON file, each ended by LF; undefined where the last one is cut off, or there are more than anybody's. */
export function linesOf(text: string | undefined): string[] | undefined {
  const lines = eachLineOf(text)
  return lines && [...lines]
}

/** The same, one after the other: a list of a hundred thousand takes as much again as its text. */
export function eachLineOf(text: string | undefined): Iterable<string> | undefined {
  if (text === undefined || (text !== '' && !text.endsWith('\n'))) return undefined
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++count > MAX_LINES) return undefined
  return slices(text)
}

function* slices(text: string): Generator<string> {
  let from = 0
  for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
    yield text.slice(from, to)
    from = to + 1
  }
}

/** Empty where it is not base64url: no key, no signature. */
export function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64url(text)
  } catch {
    return new Uint8Array()
  }
}
