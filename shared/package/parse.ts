import * as v from 'valibot'
import { fromBase64url } from '../crypto'
import { type Canonical, parseCanonical } from '../record/canonical'

/** A packaged JSON file or line: canonical (RFC 8785) and of its schema, or what is wrong with it. */
export function parseFile<S extends v.GenericSchema>(
  schema: S,
  text: string | undefined,
): { value: v.InferOutput<S> } | { problem: string } {
  if (text === undefined) return { problem: '读不出' }
  let value: Canonical
  try {
    value = parseCanonical(text)
  } catch {
    return { problem: '不是规范的 JSON' }
  }
  const parsed = v.safeParse(schema, value)
  return parsed.success ? { value: parsed.output } : { problem: `内容不合规定：${parsed.issues[0]?.message ?? ''}` }
}

/** Lines of an NDJSON file, each ended by LF; undefined where the last one is cut off. */
export function linesOf(text: string | undefined): string[] | undefined {
  if (text === undefined || (text !== '' && !text.endsWith('\n'))) return undefined
  return text.split('\n').slice(0, -1)
}

/** Empty where it is not base64url: no key, no signature. */
export function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64url(text)
  } catch {
    return new Uint8Array()
  }
}
