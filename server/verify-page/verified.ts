import released from '../../extension/sites/released.json'
import { verdictWords } from '../../shared/api/bureau'
import type { Crypto } from '../../shared/crypto'
import { readWitnessKey } from '../../shared/log/cosignature'
import { trustedKey } from '../../shared/package/given-key'
import { type Report, reportText } from '../../shared/package/report'
import { verdictOf } from '../../shared/package/verdict'
import { verifyPackage } from '../../shared/package/verify'
import { ZipRefused } from '../../shared/package/zip/refused'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { verifySm2 } from '../sm2/verify-sm2'
import { openPackage } from './package-file'
import { readPaper } from './read-paper'

export interface Asked {
  file: Blob
  /** Fingerprint or public key; empty: nobody is trusted. */
  key: string
  /** Public keys of witnesses, one a line. */
  witnesses: string
}

export interface Answer {
  verdict: ReturnType<typeof verdictOf>
  words: string
  /** As `xueji verify` prints it. */
  text: string
}

/** Something in the form is not what it should be; plain Chinese. */
export class BadInput extends Error {
  override name = 'BadInput'
}

const PAUSE_MS = 50

/** Verifies a chosen package as `xueji verify` does. Throws BadInput; what is wrong with the package is in the answer. */
export async function verified(
  crypto: Crypto,
  asked: Asked,
  say: (done: number, all: number) => void,
): Promise<Answer> {
  const trusted = keyOf(crypto, asked.key)
  const witnesses = asked.witnesses.split('\n').map((line) => line.trim())
  const options = {
    trusted,
    witnesses: witnesses.filter((line) => line !== '').map((line) => witnessOf(crypto, line)),
    builtInRules: new Set<string>(Object.values(released)),
    knownBuilds: publishedBuilds,
    verifySm2,
    readWorkbook: readPaper,
  }
  let done = 0
  let all = 0
  let paused = performance.now()
  try {
    const from = await openPackage(asked.file, async () => {
      done++
      if (performance.now() - paused < PAUSE_MS) return
      // Twice: every file is hashed, then what machines read is read.
      say(Math.min(done, 2 * all), 2 * all)
      await new Promise((resolve) => setTimeout(resolve))
      paused = performance.now()
    })
    all = from.count
    return answerOf(await verifyPackage(crypto, from, options))
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    return { verdict: 'disagrees', words: verdictWords.disagrees, text: `核验不通过：${error.message}\n` }
  }
}

function answerOf(report: Report): Answer {
  const verdict = verdictOf(report)
  return { verdict, words: verdictWords[verdict], text: reportText(report) }
}

function keyOf(crypto: Crypto, text: string) {
  if (text.trim() === '') return undefined
  const key = trustedKey(crypto, text)
  if (!key) throw new BadInput('这不是密钥指纹或公钥：应为 64 位指纹，或 PEM 公钥')
  return key
}

function witnessOf(crypto: Crypto, text: string) {
  try {
    return readWitnessKey(crypto, text)
  } catch {
    throw new BadInput(`这不是备查公钥：“${text}”。应像 名称+8位编号+公钥，请向备查方索取`)
  }
}
