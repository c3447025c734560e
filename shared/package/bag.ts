import { type Crypto, fromUtf8, sha256Hex } from '../crypto'
import {
  BAGIT,
  claimFiles,
  classFiles,
  files,
  PACKAGE_VERSIONS,
  type PackageVersion,
  sharedFiles,
  tagFiles,
} from './layout'
import { readManifest } from './manifest'
import type { Checks } from './report'

/** The files of a bag by their path inside its one folder. */
export type Bag = ReadonlyMap<string, Uint8Array>

/** The same, read one by one: a claim's do not fit into memory together. `get` gives whatever `keys` names. */
export interface PackageFiles {
  keys(): Iterable<string>
  get(path: string): Uint8Array | undefined | Promise<Uint8Array | undefined>
}

const inClass = '(classes/[0-9A-Za-z-]{1,64}/)'
/** Where a class may hold data; `folder` is a pattern. */
const classForms = (folder: string): readonly RegExp[] =>
  [
    '(class|plan|policy|facts|appeals)\\.json',
    'proofs\\.ndjson',
    'evidence/[0-9a-f]{64}',
    'chains/[0-9a-f]{64}(\\.\\d{1,6}|\\.batches)?\\.ndjson',
    'receipts/[0-9a-f]{64}(\\.\\d{1,6})?\\.ndjson',
    'forms/[^/]+',
  ].map((form) => new RegExp(`^data/${folder}${form}$`))
const sharedForms = [
  /^data\/keys\.json$/,
  /^data\/(checkpoint\.txt|witnessed\.ndjson|核验说明\.txt)$/,
  /^data\/rules\/[0-9a-f]{64}\.json$/,
]
/** Where a package of a version may hold data; later versions only add. */
const layouts: Record<PackageVersion, { required: readonly string[]; known: readonly RegExp[] }> = {
  1: {
    required: [...Object.values(classFiles), ...Object.values(sharedFiles)],
    known: [...classForms(''), ...sharedForms],
  },
  2: {
    required: [claimFiles.claim, ...Object.values(sharedFiles)],
    known: [
      ...classForms(inClass),
      ...sharedForms,
      /^data\/(claim|videos)\.json$/,
      /^data\/classes\/[0-9A-Za-z-]{1,64}\/teaching\.json$/,
      /^data\/forms\/.+$/,
      /^data\/(evidence|scans)\/[0-9a-f]{64}$/,
    ],
  },
}

/** Text of a file; undefined where it is missing or not UTF-8. */
export const textOf = (bag: Bag, path: string): string | undefined => decoded(bag.get(path))

/** The same of a file that is read now. */
export const textIn = async (from: PackageFiles, path: string): Promise<string | undefined> =>
  decoded(await from.get(path))

function decoded(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && fromUtf8(bytes)
  } catch {
    return undefined
  }
}

/** Of small files that are looked at together. */
const MAX_TOGETHER = 2 ** 28

/** More at once than any verifier holds. */
export class TooLarge extends Error {
  override name = 'TooLarge'
  readonly problems: readonly string[]

  constructor(problems: string | readonly string[]) {
    const all = [problems].flat()
    super(all[0])
    this.problems = all
  }
}

/** These files of a package, in memory. Throws TooLarge. */
export async function readAll(from: PackageFiles, wanted: (path: string) => boolean): Promise<Map<string, Uint8Array>> {
  const all = new Map<string, Uint8Array>()
  let together = 0
  for (const path of from.keys()) {
    const bytes = wanted(path) ? await from.get(path) : undefined
    together += bytes?.length ?? 0
    if (together > MAX_TOGETHER) throw new TooLarge('需要一并核对的文件超过 256 MB')
    if (bytes) all.set(path, bytes)
  }
  return all
}

/** What of a class is read by machines: forms for people are hashed and let go. `folder` begins with `data/`. */
export const isRecordOf =
  (folder: string) =>
  (path: string): boolean =>
    path.startsWith(folder) && (!path.startsWith(`${folder}forms/`) || path === `${folder}forms/study.json`)

/** What is not payload: manifests, bag-info, signatures. */
export interface Tags {
  tags: Bag
  /** Undefined where no verifier of ours knows it. */
  version: PackageVersion | undefined
}

interface Hashed {
  hash: string
  bytes: number
}

/**
 * BagIt: everything that must be there is, nothing else is, and every byte is the one the manifests name. Each file is read once
 * and let go; `onFile` sees it meanwhile.
 */
export async function checkBag(
  crypto: Crypto,
  from: PackageFiles,
  checks: Checks,
  onFile: (path: string, bytes: Uint8Array) => void,
): Promise<Tags> {
  const tags = await readAll(from, (path) => tagNames.includes(path))
  const version = PACKAGE_VERSIONS.find((one) => one === infoOf(tags).get('Xueji-Package'))
  const { required, known } = layouts[version ?? 1]
  const hashed = new Map<string, Hashed>()
  for (const path of from.keys()) {
    const bytes = await from.get(path)
    if (!bytes) continue
    hashed.set(path, { hash: sha256Hex(crypto, bytes), bytes: bytes.length })
    onFile(path, bytes)
  }
  checks.add(
    '完整性',
    '应有的文件都在',
    [...tagFiles, files.tagManifest, files.signature, ...required]
      .filter((path) => !hashed.has(path))
      .map((path) => `缺少 ${path}`),
  )
  checks.add('可用性', `封装格式是 BagIt 1.0、资料包第 ${version ?? 1} 版`, formatProblems(tags, version, hashed))
  checks.add(
    '完整性',
    '内容清单与内容逐字节相符',
    listedProblems(tags, files.manifest, hashed, (path) => path.startsWith('data/')),
  )
  checks.add(
    '完整性',
    '标签清单与标签文件逐字节相符',
    listedProblems(tags, files.tagManifest, hashed, (path) => tagFiles.includes(path)),
  )
  checks.add('安全性', '没有来历不明的文件', strayProblems(from, version))
  const later = [...hashed.keys()].filter((path) => path.startsWith('data/') && !known.some((form) => form.test(path)))
  for (const path of later) checks.note(`${path} 是本版本不认识的文件：已核对未被改动，内容没有核验`)
  return { tags, version }
}

function formatProblems(tags: Bag, version: PackageVersion | undefined, hashed: ReadonlyMap<string, Hashed>): string[] {
  const problems: string[] = []
  if (textOf(tags, files.bagit) !== BAGIT) problems.push(`${files.bagit} 的内容不对`)
  if (!version) problems.push('不是学迹申报资料包，或由更新的版本制作')
  problems.push(...infoProblems(infoText(tags)))
  const payload = [...hashed].filter(([path]) => path.startsWith('data/'))
  const octets = payload.reduce((sum, [, { bytes }]) => sum + bytes, 0)
  if (infoOf(tags).get('Payload-Oxum') !== `${octets}.${payload.length}`)
    problems.push('内容的大小或文件数与 bag-info.txt 不符')
  return problems
}

/** A dozen short lines; what is longer by far is none. */
const MAX_INFO_BYTES = 65_536
const infoText = (bag: Bag): string | undefined =>
  (bag.get(files.info)?.length ?? 0) > MAX_INFO_BYTES ? undefined : textOf(bag, files.info)

/** A label said twice would be read one way here and another way elsewhere. */
function infoProblems(text: string | undefined): string[] {
  if (text === undefined) return [`读不出 ${files.info}`]
  const labels = text.split('\n').flatMap((line) => /^([^:\s][^:]*): /.exec(line)?.[1]?.toLowerCase() ?? [])
  return new Set(labels).size === labels.length && text.endsWith('\n') ? [] : [`${files.info} 有重复或不完整的项目`]
}

/** bag-info.txt by label. */
export function infoOf(bag: Bag): Map<string, string> {
  const lines = (infoText(bag) ?? '').split('\n')
  return new Map(lines.filter((line) => line.includes(': ')).map(pair))
}

function pair(line: string): [string, string] {
  const at = line.indexOf(': ')
  return [line.slice(0, at), line.slice(at + 2)]
}

function listedProblems(
  tags: Bag,
  manifest: string,
  hashed: ReadonlyMap<string, Hashed>,
  covered: (path: string) => boolean,
): string[] {
  const text = textOf(tags, manifest)
  if (text === undefined) return [`读不出 ${manifest}`]
  let listed: Map<string, string>
  try {
    listed = readManifest(text)
  } catch (error) {
    return [`${manifest}：${error instanceof Error ? error.message : ''}`]
  }
  const problems: string[] = []
  for (const [path, hash] of listed) {
    const there = hashed.get(path)
    if (!covered(path)) problems.push(`${manifest} 里不该有 ${path}`)
    else if (!there) problems.push(`缺少 ${path}`)
    else if (there.hash !== hash) problems.push(`${path} 被改动过`)
  }
  for (const path of hashed.keys()) if (covered(path) && !listed.has(path)) problems.push(`${path} 不在 ${manifest} 里`)
  return problems
}

/** Everything beside the payload that a package of any version may have; of what else is there only the name is read. */
const tagNames: readonly string[] = [...tagFiles, files.tagManifest, files.signature, files.timestamp, files.sm2]

function strayProblems(from: PackageFiles, version: PackageVersion | undefined): string[] {
  const expected = tagNames.filter((path) => path !== files.sm2 || version === '2')
  return [...from.keys()]
    .filter((path) => !path.startsWith('data/') && !expected.includes(path))
    .map((path) => (path.startsWith('signatures/') ? `${path} 这种签名本版本不能核验` : `${path} 不在任何清单里`))
}
