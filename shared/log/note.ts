import { type Crypto, utf8 } from '../crypto'

/**
 * C2SP signed-note: a text that ends in a newline, an empty line, then one line a signature:
 * `— name base64(key id || signature)`. Read strictly: what can be written in two ways would let one note pass for two.
 */
export interface Note {
  /** With its last newline, without the empty line: what signatures cover. */
  text: string
  signatures: NoteSignature[]
}

export interface NoteSignature {
  name: string
  /** Four bytes. */
  keyId: Uint8Array
  signature: Uint8Array
  /** As it stands in the note, with its newline. */
  line: string
}

export class BadNote extends Error {
  override name = 'BadNote'
}

/** Signature types of C2SP signed-note. */
export const ED25519 = 1
export const COSIGNATURE = 4

/** C2SP asks for at least 16. */
const MAX_SIGNATURES = 64
const nameForm = /^[^\s+]+$/u
/** SPKI DER of an Ed25519 key: this head, then its 32 raw bytes. */
const SPKI_HEAD = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
export const rawKey = (spki: Uint8Array): Uint8Array => spki.slice(-32)

/** A key's name: no spaces, no plus. */
export const isNoteName = (name: string): boolean => nameForm.test(name) && !unwritable.test(name)
/** Lone surrogates, and control characters but the newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const unwritable = /[\u0000-\u0009\u000b-\u001f\p{Cs}]/u

/** Reads a note without judging its signatures. Throws BadNote. */
export function readNote(note: string): Note {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  if (end < 1 || !note.endsWith('\n') || unwritable.test(note)) throw new BadNote('not a note')
  const lines = note
    .slice(end + 2)
    .split('\n')
    .slice(0, -1)
  if (lines.length === 0 || lines.length > MAX_SIGNATURES) throw new BadNote('no signatures, or too many')
  return { text, signatures: lines.map(readSignature) }
}

function readSignature(line: string): NoteSignature {
  const [dash, name, data, ...more] = line.split(' ')
  if (dash !== '\u2014' || !name || !data || more.length > 0 || !isNoteName(name)) throw new BadNote('not a signature')
  const bytes = unbase64(data)
  if (bytes.length < 5) throw new BadNote('not a signature')
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4), line: `${line}\n` }
}

/** One signature line. */
export const signatureLine = (name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `\u2014 ${name} ${base64(Uint8Array.of(...keyId, ...signature))}\n`

/** SHA-256(name LF type || 32-byte public key), its first four bytes. */
export function keyIdOf(crypto: Crypto, name: string, type: number, spki: Uint8Array): Uint8Array {
  return crypto.sha256(Uint8Array.of(...utf8(`${name}\n`), type, ...rawKey(spki))).slice(0, 4)
}

/** The signatures that name this key: name and id both. */
export const signaturesBy = (note: Note, name: string, keyId: Uint8Array): NoteSignature[] =>
  note.signatures.filter((one) => one.name === name && one.keyId.every((byte, i) => byte === keyId[i]))

export interface VerifierKey {
  name: string
  type: number
  /** SPKI DER. */
  spki: Uint8Array
}

/** A C2SP verifier key: `name+<key id in hex>+<base64 of type and public key>`. */
export function verifierKeyText(crypto: Crypto, { name, type, spki }: VerifierKey): string {
  const id = [...keyIdOf(crypto, name, type, spki)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${name}+${id}+${base64(Uint8Array.of(type, ...rawKey(spki)))}`
}

/** Reads a verifier key of Ed25519; one wrong letter anywhere is caught by its id. Throws BadNote. */
export function readVerifierKey(crypto: Crypto, text: string): VerifierKey {
  const [name, , data, ...more] = text.split('+')
  // Base64 has plus signs of its own.
  const bytes = unbase64([data ?? '', ...more].join('+'))
  const [type] = bytes
  if (!name || !isNoteName(name) || bytes.length !== 33 || type === undefined) throw new BadNote('not a verifier key')
  const key = { name, type, spki: Uint8Array.of(...SPKI_HEAD, ...bytes.slice(1)) }
  if (verifierKeyText(crypto, key) !== text) throw new BadNote('not a verifier key')
  return key
}

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** Canonical base64 only. Throws BadNote. */
export function unbase64(text: string): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    throw new BadNote('not base64')
  }
  if (base64(bytes) !== text) throw new BadNote('not canonical base64')
  return bytes
}
