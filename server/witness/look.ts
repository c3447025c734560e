import { fingerprint } from '../../shared/record/batch'
import { NoAnswer } from '../ask-server'
import { nodeCrypto } from '../crypto'
import { lockDataDir } from '../data-lock'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { Memory } from './memory'
import { type Observed, observe } from './observe'
import { memoryFile, openSelf, type WitnessPlace, witnessName } from './self'
import type { HttpSource, LogSource } from './source'

/**
 * One look at a log of this fingerprint: what it shows is kept, and cosigned where it extends everything seen. Throws `conflict` before the witness
 * was switched on or while another looks, `bad-request` for the log of another key, NoAnswer and MemoryBroken.
 */
export async function lookAt(
  { clock }: Pick<Deps, 'clock'>,
  place: WitnessPlace,
  of: string,
  source: LogSource,
): Promise<Observed> {
  const name = witnessName(place)
  if (name === undefined) throw new Refused('conflict', '还没有开启备查，请先开启')
  return alone(place, async () => {
    const key = await source.key()
    if (fingerprint(nodeCrypto, key) !== of)
      throw new Refused('bad-request', '日志公钥与登记的指纹不同：可能选错了单位，请核对')
    const memory = new Memory(memoryFile(place, of))
    return observe({ crypto: nodeCrypto, clock, source, key, memory }, await openSelf(place, name))
  })
}

/** What is seen is written before it is signed, by one at a time, whichever process asks. Throws `conflict`. */
export async function alone<T>({ folder }: WitnessPlace, work: () => Promise<T>): Promise<T> {
  let unlock: () => void
  try {
    unlock = lockDataDir(folder)
  } catch {
    throw new Refused('conflict', '另一个备查正在进行（可能是命令行的 xueji witness），请稍后再试')
  }
  try {
    return await work()
  } finally {
    unlock()
  }
}

/** Shows a server whose log was cut or forked what was seen of it. True where it then opened a new generation, as one restored from a backup does. */
export async function showKnown(
  source: HttpSource,
  { refusal, known }: Extract<Observed, { verdict: 'refused' }>,
): Promise<boolean> {
  if (!known || (refusal !== 'shrunk' && refusal !== 'forked')) return false
  const answer = await source.deliver(known).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined
    throw error
  })
  return answer?.restored === true
}
