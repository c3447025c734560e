import { type Crypto, hex } from '../crypto'
import { type Bag, infoOf, textOf } from './bag'
import { type VideosFile, videosFile } from './claim-layout'
import { checkKeys } from './keys'
import { files, tagFiles, videoFile } from './layout'
import { readManifest } from './manifest'
import { parseFile } from './parse'
import { Checks } from './report'
import { checkSm2 } from './sm2'
import type { VerifyOptions } from './verify'
import { blamed, ZipRefused } from './zip/refused'

/** The package of a claim's videos: its small files, and the rest as streams. */
export interface VideoPackage {
  keys(): Iterable<string>
  get(path: string): Promise<Uint8Array | undefined>
  stream(path: string): Promise<AsyncIterable<Uint8Array>>
}

/**
 * The sibling of a claim's package: signed by the same key, every video there is listed in its manifest and in the claim's list with the
 * bytes it has here, and none that the claim lists is missing. `listed` is the claim's data/videos.json.
 */
export async function checkVideoPackage(
  crypto: Crypto,
  from: VideoPackage,
  listed: string | undefined,
  { trusted, verifySm2 }: Pick<VerifyOptions, 'trusted' | 'verifySm2'>,
): Promise<Checks> {
  const checks = new Checks()
  const small = new Map<string, Uint8Array>()
  for (const path of from.keys()) {
    const bytes = path.startsWith('data/videos/') ? undefined : await from.get(path)
    if (bytes) small.set(path, bytes)
  }
  const version = infoOf(small).get('Xueji-Videos')
  checks.add('可用性', '是授课视频资料包', version === '1' ? [] : ['不是学迹授课视频资料包，或由更新的版本制作'])
  const keys = await checkKeys(crypto, small, trusted, checks)
  await checkSm2(small, keys.sm2, verifySm2, checks)
  const hashes = await hashesOf(crypto, from)
  checks.add('完整性', '视频与清单逐字节相符', manifestProblems(small, hashes))
  checks.add('完整性', '视频与申请所列一致', listProblems(listed, hashes))
  return checks
}

/** Of two packages the reader must know which was refused. */
export function ofVideos(error: unknown): never {
  if (error instanceof ZipRefused) error.message = `视频资料包：${error.message}`
  throw error
}

/** SHA-256 and size of every file, read as it comes. */
async function hashesOf(crypto: Crypto, from: VideoPackage): Promise<Map<string, { hash: string; bytes: number }>> {
  const hashes = new Map<string, { hash: string; bytes: number }>()
  for (const path of from.keys()) {
    const hash = crypto.sha256Stream()
    let bytes = 0
    try {
      for await (const chunk of await from.stream(path)) {
        hash.update(chunk)
        bytes += chunk.length
      }
    } catch (error) {
      throw blamed(error, `${path} 解压不出来，文件可能不完整`)
    }
    hashes.set(path, { hash: hex(hash.digest()), bytes })
  }
  return hashes
}

type Hashes = ReadonlyMap<string, { hash: string; bytes: number }>

function manifestProblems(small: Bag, hashes: Hashes): string[] {
  const problems: string[] = []
  for (const [manifest, covered] of [
    [files.manifest, (path: string) => path.startsWith('data/')],
    [files.tagManifest, (path: string) => tagFiles.includes(path)],
  ] as const) {
    let listed: Map<string, string>
    try {
      listed = readManifest(textOf(small, manifest) ?? '')
    } catch {
      return [`读不出 ${manifest}`]
    }
    for (const [path, hash] of listed) if (hashes.get(path)?.hash !== hash) problems.push(`${path} 缺少或被改动过`)
    for (const path of hashes.keys())
      if (covered(path) && !listed.has(path)) problems.push(`${path} 不在 ${manifest} 里`)
  }
  for (const [path, { hash }] of hashes)
    if (path.startsWith('data/videos/') && path !== videoFile(hash)) problems.push(`${path} 与编号不符`)
  return problems
}

function listProblems(text: string | undefined, hashes: Hashes): string[] {
  if (text === undefined) return ['申报资料包里没有视频清单']
  const parsed = parseFile(videosFile, text)
  if ('problem' in parsed) return [`${files.videos} ${parsed.problem}`]
  const wanted = new Map(
    parsed.value.lessons.flatMap((lesson: VideosFile['lessons'][number]) =>
      lesson.files.map((file) => [videoFile(file.sha256), file] as const),
    ),
  )
  const problems: string[] = []
  for (const [path, { name, bytes }] of wanted)
    if (hashes.get(path)?.bytes !== bytes) problems.push(`缺少 ${name}（${path}），或大小不符`)
  for (const path of hashes.keys())
    if (path.startsWith('data/videos/') && !wanted.has(path)) problems.push(`${path} 不在申请的视频清单里`)
  return problems
}
