import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import released from '../../../extension/sites/released.json'
import { hex } from '../../../shared/crypto'
import type { WitnessKey } from '../../../shared/log/cosignature'
import { infoOf, type PackageFiles, readAll } from '../../../shared/package/bag'
import { signedBy, type TrustedKey } from '../../../shared/package/keys'
import { files } from '../../../shared/package/layout'
import type { Report } from '../../../shared/package/report'
import type { Certificate } from '../../../shared/package/timestamp/certificate'
import { beyondBounds, verifyPackage } from '../../../shared/package/verify'
import { checkVideoPackage } from '../../../shared/package/verify-videos'
import { publishedBuilds } from '../../../shared/study/findings/builds'
import { type OpenedZip, openZip } from '../../claim/open-zip'
import { readPaper } from '../../claim/read-paper'
import { ZipRefused } from '../../claim/read-zip'
import { decrypted, isEncrypted } from '../../cli/opened-package'
import { nodeCrypto } from '../../crypto'
import { verifySm2 } from '../../sm2/sm2'
import { aboutOf } from './about-package'
import type { PackageKind, Seen, Verified, VerifyTask } from './verified'

export type OnStep = (step: string, done: number, all: number) => void

/** By whom the verifier knows keys, and what a claim lists of videos. */
export interface Known {
  trusted: TrustedKey | undefined
  witnesses: readonly WitnessKey[]
  authorities: readonly Certificate[]
  listed: string | undefined
}

/**
 * Opens a file that somebody sent: what it is and whose key signed it; then, told who that is, verifies it. Throws ZipRefused for
 * what is no package.
 */
export async function lookAt(
  { file, plain, identity }: VerifyTask,
  onStep: OnStep,
): Promise<{ seen: Seen; verify: (known: Known) => Promise<Verified> }> {
  onStep('打开资料包', 0, 0)
  const path = (await isEncrypted(file)) ? await decrypted(file, identity, plain) : file
  const { zip, small, kind } = await opened(path)
  const info = infoOf(small)
  const manifest = small.get(files.tagManifest)
  if (!manifest) throw new ZipRefused(`缺少 ${files.tagManifest}`)
  const signer = await signedBy(nodeCrypto, zip)
  const seen: Seen = {
    ...{ kind, path, ...(await hashOf(path, onStep)), bag: zip.bag },
    content: hex(nodeCrypto.sha256(manifest)),
    ...(signer !== undefined && { signer }),
    organisation: (info.get('Source-Organization') ?? '').slice(0, 200),
    title: (info.get('External-Description') ?? '').slice(0, 300),
    videos: [...zip.keys()].flatMap((path) => /^data\/videos\/([0-9a-f]{64})$/.exec(path)?.[1] ?? []),
  }
  return { seen, verify: (known) => verify(zip, seen, known, onStep) }
}

/** A package of lecture videos may be longer than 4 GB; nothing else may. */
async function opened(path: string): Promise<{ zip: OpenedZip; small: Map<string, Uint8Array>; kind: PackageKind }> {
  const read = async (large: boolean) => {
    const zip = await openZip(path, large)
    // Nothing else is looked at before a key is known: what else lies there is hashed later, one after the other.
    const small = await readAll(zip, (name) => name === 'bag-info.txt' || name === files.tagManifest)
    const kind = kindOf(infoOf(small))
    if (kind === undefined) throw new ZipRefused('不是学迹申报资料包，或由更新的版本制作')
    return { zip, small, kind }
  }
  try {
    return await read(false)
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    const large = await read(true).catch(() => undefined)
    if (large?.kind === 'videos') return large
    throw error
  }
}

function kindOf(info: ReadonlyMap<string, string>): PackageKind | undefined {
  if (info.get('Xueji-Videos') !== undefined) return 'videos'
  const version = info.get('Xueji-Package')
  return version === '1' ? 'class' : version === '2' ? 'claim' : undefined
}

async function verify(zip: OpenedZip, seen: Seen, known: Known, onStep: OnStep): Promise<Verified> {
  const { trusted, witnesses, authorities, listed } = known
  const from = counted(zip, onStep)
  if (seen.kind === 'videos') {
    onStep('核对授课视频', 0, 0)
    const { checks, notes, good } = await checkVideoPackage(nodeCrypto, zip, listed, { trusted, verifySm2 })
    const verdict = !good ? 'bad' : trusted ? 'good' : 'unconfirmed'
    const report: Report = {
      ...{ verdict, bag: seen.bag, content: seen.content, title: seen.title, signer: seen.signer },
      ...{ checks, notes, seats: [], findings: [] },
    }
    return { report: plainReport(report), classes: [] }
  }
  const report = await verifyPackage(nodeCrypto, from, {
    ...{ trusted, witnesses, authorities, verifySm2, readWorkbook: readPaper, knownBuilds: publishedBuilds },
    // Records outlive the versions of rules they were made under.
    builtInRules: new Set(Object.values(released)),
  })
  onStep('整理报告', 0, 0)
  const about = beyondBounds(report).length > 0 ? { classes: [] } : await aboutOf(zip, seen.kind)
  return { report: plainReport(report), ...about }
}

/** As JSON carries it. */
const plainReport = (report: Report): Verified['report'] => JSON.parse(JSON.stringify(report))

/** Tells how far reading is: every file is hashed first, then read again to be reckoned. */
function counted(zip: OpenedZip, onStep: OnStep): PackageFiles {
  const all = [...zip.keys()].length
  const hashed = new Set<string>()
  let again = 0
  return {
    keys: () => zip.keys(),
    get(path) {
      if (hashed.has(path)) onStep('复算学时和金额（文件）', Math.min(++again, all), all)
      else onStep('核对完整性（文件）', hashed.add(path).size, all)
      return zip.get(path)
    },
  }
}

async function hashOf(path: string, onStep: OnStep): Promise<{ sha256: string; bytes: number }> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk)
    done += chunk.length
    onStep('计算文件指纹（MB）', done >> 20, size >> 20)
  }
  return { sha256: hash.digest('hex'), bytes: size }
}
