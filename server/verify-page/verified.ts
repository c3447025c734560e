import released from '../../extension/sites/released.json'
import { verdictWords } from '../../shared/api/bureau'
import type { Crypto } from '../../shared/crypto'
import { readWitnessKey } from '../../shared/log/cosignature'
import { NotOpened } from '../../shared/package/age'
import { textIn } from '../../shared/package/bag'
import { trustedKey } from '../../shared/package/given-key'
import { files } from '../../shared/package/layout'
import { type Report, reportText, withVideos } from '../../shared/package/report'
import { readCertificates } from '../../shared/package/timestamp/read'
import { verdictOf } from '../../shared/package/verdict'
import { type VerifyOptions, verifyPackage } from '../../shared/package/verify'
import { checkVideoPackage, ofVideos } from '../../shared/package/verify-videos'
import { CLAIM, VIDEOS } from '../../shared/package/zip/directory'
import { type Limits, ZipRefused } from '../../shared/package/zip/refused'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { verifySm2 } from '../sm2/verify-sm2'
import { decrypted, isEncrypted, type OpenedPackage, openPackage } from './package-file'
import { type OnStep, stepsOf } from './progress'
import { readPaper } from './read-paper'

export interface Asked {
  file: Blob
  /** The package of the claim's videos. */
  videos?: Blob | undefined
  /** Fingerprint or public key; empty: nobody is trusted. */
  key: string
  /** Public keys of witnesses, one a line. */
  witnesses?: string
  /** Files of certificates of time-stamping authorities. */
  authorities?: readonly Blob[]
  /** Text of an age identity file, for packages that are encrypted. */
  identities?: string
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

/** Verifies a chosen package as `xueji verify` does. Throws BadInput; what is wrong with the package is in the answer. */
export async function verified(crypto: Crypto, asked: Asked, onStep: OnStep): Promise<Answer> {
  const options = await optionsOf(crypto, asked)
  const { identities = '' } = asked
  try {
    const from = await opened(
      asked.file,
      identities,
      CLAIM,
      { opening: '解密资料包', reading: '核对资料包', times: 2 },
      onStep,
    )
    const report = await verifyPackage(crypto, from, options)
    if (!asked.videos) return answerOf(report)
    const listed = await textIn(from, files.videos)
    const words = { opening: '解密视频资料包', reading: '核对授课视频', times: 1 }
    const videos = await opened(asked.videos, identities, VIDEOS, words, onStep)
      .then((videos) => checkVideoPackage(crypto, videos, listed, options))
      .catch(ofVideos)
    return answerOf(withVideos(report, videos))
  } catch (error) {
    if (error instanceof NotOpened) throw new BadInput(error.message)
    if (!(error instanceof ZipRefused)) throw error
    return { verdict: 'disagrees', words: verdictWords.disagrees, text: `核验不通过：${error.message}\n` }
  }
}

/** `times`: how often the bytes inside are read; a package is hashed, then what machines read is read. */
async function opened(
  file: Blob,
  identities: string,
  limits: Limits,
  { opening, reading, times }: { opening: string; reading: string; times: number },
  onStep: OnStep,
): Promise<OpenedPackage> {
  const plain = (await isEncrypted(file))
    ? await decrypted(
        file,
        identities,
        stepsOf(onStep, opening, () => file.size),
      )
    : file
  let all = 0
  const zip = await openPackage(
    plain,
    limits,
    stepsOf(onStep, reading, () => all * times),
  )
  all = zip.bytes
  return zip
}

function answerOf(report: Report): Answer {
  const verdict = verdictOf(report)
  return { verdict, words: verdictWords[verdict], text: reportText(report) }
}

async function optionsOf(crypto: Crypto, { key, witnesses = '', authorities = [] }: Asked): Promise<VerifyOptions> {
  const lines = witnesses.split('\n').map((line) => line.trim())
  return {
    trusted: keyOf(crypto, key),
    witnesses: lines.filter((line) => line !== '').map((line) => witnessOf(crypto, line)),
    authorities: (await Promise.all(authorities.map(certificatesIn))).flat(),
    builtInRules: new Set<string>(Object.values(released)),
    knownBuilds: publishedBuilds,
    verifySm2,
    readWorkbook: readPaper,
  }
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

async function certificatesIn(file: Blob) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    return readCertificates(bytes)
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : '')
  }
}
