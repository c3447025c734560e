import * as v from 'valibot'
import { base64url, type Crypto, fromBase64url, type Signer, sha256Hex } from '../crypto'
import { fingerprint } from '../record/batch'
import { type Canonical, canonical, parseCanonical } from '../record/canonical'
import { base64urlText, digest } from '../record/fields'
import { signedBytes } from '../record/pae'

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

/** What is signed by one key that it carries: `{ body, key, signature, type }` in JCS, Ed25519 over PAE("xueji/<type>/1", JCS(body)). */
type StatementType =
  | 'decision'
  | 'filing-receipt'
  | 'key-file'
  | 'claim-decision'
  | 'bureau-act'
  | 'delivery'
  | 'exchange-question'

/** The body of such a statement: `v` is its version, and the member called `Key` the SPKI DER of the key that signs it. */
type SignedBody<Key extends string> = { readonly v: 1 } & { readonly [key in Key]: string } & {
  readonly [key: string]: Canonical | undefined
}

/** How statements of a type are signed, read and written; `member` is where their body carries the key. */
export function signedStatement<
  const Type extends StatementType,
  const Key extends string,
  Body extends SignedBody<Key>,
  Said = Omit<Body, 'v' | Key>,
>(type: Type, member: Key, body: v.GenericSchema<unknown, Body>) {
  const statement = v.strictObject({ type: v.literal(type), body, key: digest, signature: base64urlText })
  type Statement = { type: Type; body: Body; key: string; signature: string }
  const bytesOf = (of: Body): Uint8Array => signedBytes(`xueji/${type}/1`, of)
  return {
    statement,
    /** What is signed. */
    bytesOf,
    /** Signs what is said, adding version and key. Throws ValiError where it could not be read back. */
    async sign(crypto: Crypto, signer: Signer, said: Said): Promise<Statement> {
      const whole = v.parse(body, { v: 1, ...said, [member]: base64url(signer.publicKey) })
      return {
        ...{ type, body: whole, key: fingerprint(crypto, signer.publicKey) },
        signature: base64url(await signer.sign(bytesOf(whole))),
      }
    },
    /**
     * Reads a file: JCS text, one optional line feed at its end. Its signature must be that of the key it carries; whose key that is, is for the reader
     * to say, by `key`. Throws FileRefused.
     */
    async read(crypto: Crypto, file: string): Promise<Statement> {
      const read: Statement = parseStatement(statement, file)
      await demandSigned(crypto, read.body[member], read.key, read.signature, bytesOf(read.body))
      return read
    },
    /** As a file. */
    textOf: (one: Statement): string => `${canonical(one)}\n`,
  }
}

/** What names a statement in another: SHA-256 of its body, JCS. */
export const statementHash = (crypto: Crypto, { body }: { body: Canonical }): string =>
  sha256Hex(crypto, canonical(body))

/** The same of a statement as it was given out, of whatever type; nothing of it is verified. Throws FileRefused. */
export function hashOfFile(crypto: Crypto, file: string): string {
  const whole = parseCanonical(file.trimEnd())
  const body = typeof whole === 'object' && 'body' in whole ? whole.body : undefined
  if (body === undefined) throw new FileRefused('schema')
  return statementHash(crypto, { body })
}
