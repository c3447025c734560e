import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { MIN_PASSPHRASE } from '../../shared/api/keep'
import { KeepRefused } from './refused'

/** What a server keeps to encrypt its backups: nothing here opens one without the passphrase. */
export interface Lock {
  /** `age1…`: what backups are encrypted to. */
  recipient: string
  /** The recipient's secret as an age file under the passphrase (base64): goes into every backup. */
  wrapped: string
}

/** One form for what different keyboards and systems type alike. */
const typed = (passphrase: string) => passphrase.normalize('NFC')

/**
 * A new pair for this passphrase. `work` is scrypt's log2(N): 18 takes about a second and 256 MB, for whoever guesses too.
 * Throws KeepRefused `passphrase` where it is too short to withstand guessing.
 */
export async function newLock(passphrase: string, work = 18): Promise<Lock> {
  if ([...typed(passphrase)].length < MIN_PASSPHRASE)
    throw new KeepRefused('passphrase', `备份口令至少 ${MIN_PASSPHRASE} 个字符`)
  const identity = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.setPassphrase(typed(passphrase))
  encrypter.setScryptWorkFactor(work)
  // As age-keygen writes it, with its line end, so that `age -i` takes the file.
  const wrapped = await encrypter.encrypt(`${identity}\n`)
  return {
    recipient: await identityToRecipient(identity),
    wrapped: Buffer.from(wrapped).toString('base64'),
  }
}

/** The secret behind a wrapped identity. Throws KeepRefused `passphrase`. */
export async function unlock(wrapped: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(typed(passphrase))
  let identity: string
  try {
    identity = await decrypter.decrypt(wrapped, 'text')
  } catch {
    throw new KeepRefused(
      'passphrase',
      '打不开：备份口令不对（注意大小写和全角半角），或者文件里的钥匙已损坏。口令以恢复单的登记人所记为准，没有口令谁也打不开',
    )
  }
  return identity.trim()
}

/** A pair for one backup, kept in memory: the server proves with it that the file opens, without holding the real secret. */
export async function momentary(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}
