import { type Crypto, fromUtf8, type Signer, utf8 } from '../crypto'
import type { Hash } from './merkle'

/**
 * A C2SP signed note holding a C2SP tlog-checkpoint: origin, size, base64 root, one line each; an empty line; one
 * signature line a signer: `— name base64(key id || Ed25519 signature)`, key id = SHA-256(name LF 0x01 public key)[:4].
 */
export interface Checkpoint {
  /** Server id and generation: `xueji/<server>/<generation>`. */
  origin: string
  size: number
  root: Hash
}

export class BadCheckpoint extends Error {
  override name = 'BadCheckpoint'
}

const ED25519 = 1
/** SPKI DER of an Ed25519 key ends with its 32 raw bytes. */
const raw = (spki: Uint8Array) => spki.slice(-32)

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/** The signed note; the origin is the signer's name. */
export async function signCheckpoint(crypto: Crypto, checkpoint: Checkpoint, key: Signer): Promise<string> {
  const text = checkpointText(checkpoint)
  const signature = await key.sign(utf8(text))
  const line = base64(Uint8Array.of(...keyId(crypto, checkpoint.origin, key.publicKey), ...signature))
  return `${text}\n\u2014 ${checkpoint.origin} ${line}\n`
}

/** Reads a note without judging its signatures. Throws BadCheckpoint. */
export function readCheckpoint(
  note: string,
): Checkpoint & { text: string; signatures: { name: string; keyId: Uint8Array; signature: Uint8Array }[] } {
  const match = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 \S+ [A-Za-z0-9+/]+={0,2}\n)+)$/.exec(
    note,
  )
  const [, origin, size, root, lines] = match ?? []
  if (!origin || !size || !root || !lines) throw new BadCheckpoint('not a signed checkpoint')
  const signatures = lines
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, name = '', data = ''] = line.split(' ')
      const bytes = unbase64(data)
      return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
    })
  return { origin, size: Number(size), root: unbase64(root), text: note.slice(0, note.indexOf('\n\n') + 1), signatures }
}

/** True when a signature line of this key, named like the origin, covers the text. A note that cannot be read is `false`. */
export async function verifyCheckpoint(crypto: Crypto, note: string, spki: Uint8Array): Promise<boolean> {
  let read: ReturnType<typeof readCheckpoint>
  try {
    read = readCheckpoint(note)
  } catch {
    return false
  }
  const id = keyId(crypto, read.origin, spki)
  for (const line of read.signatures) {
    if (line.name !== read.origin || !id.every((byte, i) => byte === line.keyId[i])) continue
    if (await crypto.verifyEd25519(spki, line.signature, utf8(read.text))) return true
  }
  return false
}

function keyId(crypto: Crypto, name: string, spki: Uint8Array): Uint8Array {
  return crypto.sha256(Uint8Array.of(...utf8(`${name}\n`), ED25519, ...raw(spki))).slice(0, 4)
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const unbase64 = (text: string): Uint8Array => {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    throw new BadCheckpoint('not base64')
  }
}

/** The bytes of a note file, as text. Throws BadCheckpoint when they are not UTF-8. */
export function noteText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw new BadCheckpoint('not UTF-8')
  }
}
