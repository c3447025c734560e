import * as v from 'valibot'
import { type Crypto, fromBase64url } from '../crypto'
import { fingerprint } from '../record/batch'
import { parseCanonical } from '../record/canonical'

export type FileProblem = 'not-json' | 'not-canonical' | 'schema' | 'key' | 'signature'
/** A file that is not what it claims to be; `problem` says in which way. */
export class FileRefused extends Error {
  override name = 'FileRefused'
  constructor(readonly problem: FileProblem) {
    super(problem)
  }
}

/** Throws FileRefused unless the text is canonical and of the schema. */
export function parseStatement<S extends v.GenericSchema>(schema: S, file: string): v.InferOutput<S> {
  let value: unknown
  try {
    value = parseCanonical(file.replace(/^\uFEFF/, '').replace(/\r?\n$/, ''))
  } catch {
    throw new FileRefused(file.trimStart().startsWith('{') ? 'not-canonical' : 'not-json')
  }
  const read = v.safeParse(schema, value)
  if (!read.success) throw new FileRefused('schema')
  return read.output
}

/** Ed25519 by the key in the file, whose fingerprint the statement names. Throws FileRefused. */
export async function demandSigned(
  crypto: Crypto,
  spki: string,
  key: string,
  signature: string,
  bytes: Uint8Array,
): Promise<void> {
  let raw: { key: Uint8Array; signature: Uint8Array }
  try {
    raw = { key: fromBase64url(spki), signature: fromBase64url(signature) }
  } catch {
    throw new FileRefused('key')
  }
  if (fingerprint(crypto, raw.key) !== key) throw new FileRefused('key')
  if (!(await crypto.verifyEd25519(raw.key, raw.signature, bytes))) throw new FileRefused('signature')
}
