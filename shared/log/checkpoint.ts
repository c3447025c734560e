import { type Crypto, type Signer, utf8 } from '../crypto'
import type { Hash } from './merkle'
import { BadNote, base64, ED25519, keyIdOf, type Note, readNote, signatureLine, signaturesBy, unbase64 } from './note'

/** A C2SP signed note holding a C2SP tlog-checkpoint: origin, size, base64 root, one line each. */
export interface Checkpoint {
  /** Server id and generation: `xueji/<server>/<generation>`. */
  origin: string
  size: number
  root: Hash
}

export class BadCheckpoint extends Error {
  override name = 'BadCheckpoint'
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/** The signed note; the origin is the signer's name. */
export async function signCheckpoint(crypto: Crypto, checkpoint: Checkpoint, key: Signer): Promise<string> {
  const text = checkpointText(checkpoint)
  const { origin } = checkpoint
  const signature = await key.sign(utf8(text))
  return `${text}\n${signatureLine(origin, keyIdOf(crypto, origin, ED25519, key.publicKey), signature)}`
}

/** Reads a note without judging its signatures. Throws BadCheckpoint. */
export function readCheckpoint(note: string): Checkpoint & Note {
  try {
    const read = readNote(note)
    const match = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(read.text)
    const [, origin, size, root] = match ?? []
    if (!origin || !size || !root || !Number.isSafeInteger(Number(size))) throw new BadNote('not a checkpoint')
    return { origin, size: Number(size), root: unbase64(root), ...read }
  } catch (error) {
    if (error instanceof BadNote) throw new BadCheckpoint('not a signed checkpoint', { cause: error })
    throw error
  }
}

/**
 * True when this key, named like the origin, signed the text, and no line that names it is forged. A note that cannot be
 * read is `false`.
 */
export async function verifyCheckpoint(crypto: Crypto, note: string, spki: Uint8Array): Promise<boolean> {
  let read: ReturnType<typeof readCheckpoint>
  try {
    read = readCheckpoint(note)
  } catch {
    return false
  }
  const mine = signaturesBy(read, read.origin, keyIdOf(crypto, read.origin, ED25519, spki))
  const good = await Promise.all(mine.map((one) => crypto.verifyEd25519(spki, one.signature, utf8(read.text))))
  return good.length > 0 && good.every(Boolean)
}

/** Server and generation of `xueji/<server>/<generation>`; undefined for an origin of another form. */
export function readOrigin(origin: string): { server: string; generation: number } | undefined {
  const [, server, generation] = /^xueji\/([^/]+)\/(0|[1-9]\d{0,8})$/.exec(origin) ?? []
  return server === undefined ? undefined : { server, generation: Number(generation) }
}
