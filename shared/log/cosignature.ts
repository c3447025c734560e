import { type Crypto, type Signer, utf8 } from '../crypto'
import type { Milliseconds } from '../record/fields'
import { readCheckpoint } from './checkpoint'
import { BadNote, COSIGNATURE, keyIdOf, readVerifierKey, signatureLine, signaturesBy, verifierKeyText } from './note'

/** A witness (备查方) by its C2SP name and public key (SPKI DER). */
export interface WitnessKey {
  name: string
  spki: Uint8Array
}

/** `name+id+key` as C2SP writes it, type 4. */
export const witnessKeyText = (crypto: Crypto, { name, spki }: WitnessKey): string =>
  verifierKeyText(crypto, { name, type: COSIGNATURE, spki })

/** Throws BadNote on anything else. */
export function readWitnessKey(crypto: Crypto, text: string): WitnessKey {
  const { name, type, spki } = readVerifierKey(crypto, text)
  if (type !== COSIGNATURE) throw new BadNote('not the key of a witness')
  return { name, spki }
}

/** Two header lines, then the text of the checkpoint. */
const cosignedBytes = (text: string, seconds: number) => utf8(`cosignature/v1\ntime ${seconds}\n${text}`)

/**
 * C2SP tlog-cosignature, Ed25519: one signature line by which a witness says that at this time this was the largest tree
 * it had seen of this log, and consistent with all before. Time is kept in whole seconds. Throws BadCheckpoint.
 */
export async function cosign(
  crypto: Crypto,
  note: string,
  name: string,
  key: Signer,
  at: Milliseconds,
): Promise<string> {
  const { text } = readCheckpoint(note)
  const seconds = Math.floor(at / 1000)
  const signature = await key.sign(cosignedBytes(text, seconds))
  const stamp = new DataView(new ArrayBuffer(8))
  stamp.setBigUint64(0, BigInt(seconds))
  const timed = Uint8Array.of(...new Uint8Array(stamp.buffer), ...signature)
  return signatureLine(name, keyIdOf(crypto, name, COSIGNATURE, key.publicKey), timed)
}

export type Cosigned =
  /** `at`: the earliest time the witness signed this checkpoint; `line` its signature line. */
  | { state: 'good'; at: Milliseconds; line: string }
  | { state: 'absent' }
  /** A line names this witness's key and is not its signature: the note is not to be believed. */
  | { state: 'forged' }

/** What this witness says of a checkpoint. Throws BadCheckpoint. */
export async function cosignedBy(crypto: Crypto, note: string, witness: WitnessKey): Promise<Cosigned> {
  const read = readCheckpoint(note)
  const lines = signaturesBy(read, witness.name, keyIdOf(crypto, witness.name, COSIGNATURE, witness.spki))
  const good: { at: Milliseconds; line: string }[] = []
  for (const { signature, line } of lines) {
    const seconds = secondsOf(signature)
    const holds =
      seconds !== undefined &&
      (await crypto.verifyEd25519(witness.spki, signature.slice(8), cosignedBytes(read.text, seconds)))
    if (!holds) return { state: 'forged' }
    good.push({ at: seconds * 1000, line })
  }
  const [first] = good.sort((a, b) => a.at - b.at)
  return first ? { state: 'good', ...first } : { state: 'absent' }
}

function secondsOf(signature: Uint8Array): number | undefined {
  if (signature.length !== 72) return undefined
  const seconds = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0)
  return seconds > 0n && seconds <= BigInt(Math.floor(Number.MAX_SAFE_INTEGER / 1000)) ? Number(seconds) : undefined
}
