import { type Crypto, fromUtf8, sha256Hex } from '../crypto'
import { BAGIT, files, PACKAGE_VERSION } from './layout'
import { readManifest } from './manifest'
import type { Checks } from './report'

/** The files of a bag by their path inside its one folder. */
export type Bag = ReadonlyMap<string, Uint8Array>

const tagFiles: readonly string[] = [files.bagit, files.info, files.manifest]
const required = [
  ...tagFiles,
  files.tagManifest,
  files.signature,
  ...Object.values(files).filter((path) => path.startsWith('data/') && path !== files.witnessed),
]
/** Where a package may hold data; later versions only add. */
const known = [
  /^data\/(class|plan|policy|facts|keys)\.json$/,
  /^data\/(proofs\.ndjson|checkpoint\.txt|witnessed\.ndjson|核验说明\.txt)$/,
  /^data\/rules\/[0-9a-f]{64}\.json$/,
  /^data\/chains\/[0-9a-f]{64}(\.\d{1,6}|\.batches)?\.ndjson$/,
  /^data\/receipts\/[0-9a-f]{64}(\.\d{1,6})?\.ndjson$/,
  /^data\/forms\/[^/]+$/,
]

/** Text of a file; undefined where it is missing or not UTF-8. */
export function textOf(bag: Bag, path: string): string | undefined {
  const bytes = bag.get(path)
  try {
    return bytes && fromUtf8(bytes)
  } catch {
    return undefined
  }
}

/** BagIt: everything that must be there is, nothing else is, and every byte is the one the manifests name. */
export function checkBag(crypto: Crypto, bag: Bag, checks: Checks): void {
  checks.add(
    '完整性',
    '应有的文件都在',
    required.filter((path) => !bag.has(path)).map((path) => `缺少 ${path}`),
  )
  checks.add('可用性', '封装格式是 BagIt 1.0、资料包第 1 版', formatProblems(bag))
  checks.add(
    '完整性',
    '内容清单与内容逐字节相符',
    listedProblems(crypto, bag, files.manifest, (path) => path.startsWith('data/')),
  )
  checks.add(
    '完整性',
    '标签清单与标签文件逐字节相符',
    listedProblems(crypto, bag, files.tagManifest, (path) => tagFiles.includes(path)),
  )
  checks.add('安全性', '没有来历不明的文件', strayProblems(bag))
  const later = [...bag.keys()].filter((path) => path.startsWith('data/') && !known.some((form) => form.test(path)))
  for (const path of later) checks.note(`${path} 是本版本不认识的文件：已核对未被改动，内容没有核验`)
}

function formatProblems(bag: Bag): string[] {
  const problems: string[] = []
  if (textOf(bag, files.bagit) !== BAGIT) problems.push(`${files.bagit} 的内容不对`)
  const info = infoOf(bag)
  if (info.get('Xueji-Package') !== PACKAGE_VERSION) problems.push('不是学迹申报资料包，或由更新的版本制作')
  const payload = [...bag].filter(([path]) => path.startsWith('data/'))
  const octets = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)
  if (info.get('Payload-Oxum') !== `${octets}.${payload.length}`)
    problems.push('内容的大小或文件数与 bag-info.txt 不符')
  return problems
}

/** bag-info.txt by label. */
export function infoOf(bag: Bag): Map<string, string> {
  const lines = (textOf(bag, files.info) ?? '').split('\n')
  return new Map(lines.filter((line) => line.includes(': ')).map(pair))
}

function pair(line: string): [string, string] {
  const at = line.indexOf(': ')
  return [line.slice(0, at), line.slice(at + 2)]
}

function listedProblems(crypto: Crypto, bag: Bag, manifest: string, covered: (path: string) => boolean): string[] {
  const text = textOf(bag, manifest)
  if (text === undefined) return [`读不出 ${manifest}`]
  let listed: Map<string, string>
  try {
    listed = readManifest(text)
  } catch (error) {
    return [`${manifest}：${error instanceof Error ? error.message : ''}`]
  }
  const problems: string[] = []
  for (const [path, hash] of listed) {
    const bytes = bag.get(path)
    if (!covered(path)) problems.push(`${manifest} 里不该有 ${path}`)
    else if (!bytes) problems.push(`缺少 ${path}`)
    else if (sha256Hex(crypto, bytes) !== hash) problems.push(`${path} 被改动过`)
  }
  for (const path of bag.keys()) if (covered(path) && !listed.has(path)) problems.push(`${path} 不在 ${manifest} 里`)
  return problems
}

function strayProblems(bag: Bag): string[] {
  const tags: readonly string[] = [...tagFiles, files.tagManifest, files.signature, files.timestamp]
  return [...bag.keys()]
    .filter((path) => !path.startsWith('data/') && !tags.includes(path))
    .map((path) => (path.startsWith('signatures/') ? `${path} 这种签名本版本不能核验` : `${path} 不在任何清单里`))
}
