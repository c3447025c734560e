import { type Crypto, sha256Hex } from '../crypto'
import type { WitnessKey } from '../log/cosignature'
import type { Milliseconds } from '../record/fields'
import { checkBag, infoOf, type PackageFiles, readAll, type Tags, TooLarge } from './bag'
import { isWithinBounds } from './bounds'
import { type Claims, claimIn, onlyClass } from './class-files'
import { checkKeys, type TrustedKey } from './keys'
import { files } from './layout'
import type { ReadWorkbook } from './papers-equal'
import { Checks, type Report } from './report'
import { checkSm2, type VerifySm2 } from './sm2'
import type { Certificate } from './timestamp/certificate'
import { checkTimestamp } from './timestamp/check'
import { checkValidity } from './validity'
import { checkClaim } from './verify-claim'
import { type ClassOptions, checkClass } from './verify-class'
import { checkWitnessed } from './witnessed'

export interface VerifyOptions extends ClassOptions {
  /** The verifier's own key; without it the signer stays unconfirmed. */
  trusted?: TrustedKey | undefined
  /** Witnesses (备查方) the verifier believes, by keys of its own. */
  witnesses?: readonly WitnessKey[] | undefined
  /** Certificates of time-stamping authorities the verifier believes, or of who issued theirs; another's stamp is read, and stays unconfirmed. */
  authorities?: readonly Certificate[] | undefined
  /** Verifies SM2 signatures; a verifier without it refuses a package that holds one. */
  verifySm2?: VerifySm2 | undefined
  /** Reads the papers' workbooks, to hold them against the data; without it nobody does, and the report says so. */
  readWorkbook?: ReadWorkbook | undefined
}

/**
 * Verifies a package of any version from its bytes alone: structure, signatures, every chain, receipt and proof, every credited
 * second computed again, and of a claim completion and amounts, too. Never throws on what a package holds; the same in a
 * browser and in Node. One person's records are held at a time (README.md, Memory).
 */
export async function verifyPackage(crypto: Crypto, from: PackageFiles, options: VerifyOptions): Promise<Report> {
  const checks = new Checks()
  const claims = new Map<string, string>()
  const beyond: string[] = []
  const { tags, version } = await checkBag(crypto, from, checks, (path, bytes) => {
    if (!isWithinBounds(path, bytes)) beyond.push(`${path} 太大或嵌套太深`)
    const claim = claimIn(crypto, path, bytes)
    if (claim !== undefined) claims.set(path, claim)
  })
  const signed = await readAll(from, (path) => tags.has(path) || path === files.keys)
  const keys = await checkKeys(crypto, signed, options.trusted, checks)
  await checkSm2(tags, keys.sm2, options.verifySm2, checks)
  const stamped = await checkTimestamp(tags, options.authorities ?? [], checks)
  const context = { crypto, keys, options, checks, claims }
  const { newest, ...found } = await checkContent(context, from, version, beyond)
  const revoked = checkValidity(keys, options.trusted, { packedAt: found.packedAt, newest, stamped }, checks)
  return {
    verdict: !checks.good ? 'bad' : keys.confirmed ? 'good' : 'unconfirmed',
    ...aboutBag(crypto, tags),
    signer: keys.signer?.fingerprint,
    ...found,
    findings: [...revoked, ...found.findings],
    checks: checks.checks,
    notes: checks.notes,
  }
}

const aboutBag = (crypto: Crypto, tags: Tags['tags']) => ({
  bag: infoOf(tags).get('External-Identifier') ?? '',
  content: sha256Hex(crypto, tags.get(files.tagManifest) ?? new Uint8Array()),
})

/** What a version's own part of the verification gives. */
export type Found = Pick<Report, 'title' | 'seats' | 'findings' | 'packedAt' | 'claim'> & {
  /** `at` of the newest receipt. */
  newest: Milliseconds | undefined
}

export interface Context {
  crypto: Crypto
  keys: Awaited<ReturnType<typeof checkKeys>>
  options: VerifyOptions
  checks: Checks
  claims: Claims
}

/** Nothing is taken apart of a package that holds more than any honest one. */
async function checkContent(
  context: Context,
  from: PackageFiles,
  version: Tags['version'],
  beyond: readonly string[],
): Promise<Found> {
  try {
    if (beyond.length > 0) throw new TooLarge(beyond)
    return version === '2' ? await checkClaim(context, from) : await checkOne(context, from)
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    context.checks.add('安全性', BOUNDS_CHECK, error.problems)
    return { title: '', seats: [], findings: [], packedAt: undefined, newest: undefined }
  }
}

const BOUNDS_CHECK = '记录的大小在核验的上限之内'

/** What a verification found beyond its bounds; whoever takes packages in takes none of which it says so. */
export const beyondBounds = ({ checks }: Pick<Report, 'checks'>): readonly string[] =>
  checks.find(({ title }) => title === BOUNDS_CHECK)?.problems ?? []

/** Version 1: one class, whose folder is the package's own. */
async function checkOne({ crypto, keys, options, checks, claims }: Context, from: PackageFiles): Promise<Found> {
  const { sealed, about } = await checkClass(crypto, onlyClass(from, claims), keys, options, checks)
  if (about?.class.class.status === 'open') checks.note('培训班尚未结束，这是阶段包')
  const { witnesses = [], authorities = [] } = options
  const bag = await readAll(from, (path) => path === files.witnessed)
  if (sealed) await checkWitnessed({ crypto, bag, keys: keys.log, witnesses, authorities, checks }, sealed)
  return {
    title: about ? `${about.class.organisation.name} ${about.class.class.name}` : '',
    seats: about?.seats ?? [],
    findings: about?.findings ?? [],
    packedAt: about?.class.packedAt,
    newest: about?.newest,
  }
}
