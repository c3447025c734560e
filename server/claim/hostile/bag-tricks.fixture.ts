import { utf8 } from '../../../shared/crypto'
import type { Bag } from '../../../shared/package/bag'
import { files } from '../../../shared/package/layout'
import type { Case, World } from './world.fixture'

const put =
  (path: string, content: string | Uint8Array) =>
  ({ bag }: World): Bag =>
    new Map(bag).set(path, typeof content === 'string' ? utf8(content) : content)
const without =
  (path: string) =>
  ({ bag }: World): Bag => {
    const left = new Map(bag)
    left.delete(path)
    return left
  }
/** A tag file written otherwise, under a tag manifest and a signature that fit. */
const tag = (path: string, edit: (text: string) => string) => (world: World) =>
  world.retagged({ [path]: edit(world.text(path)) })
const sealedAs = (edit: (text: string) => string) => (world: World) =>
  world.sealed(world.bag, edit(world.text(files.tagManifest)))
const line = (text: string, path: string) => text.split('\n').find((one) => one.endsWith(`  ${path}`)) ?? ''

export const bagTricks: readonly Case[] = [
  ['no bagit.txt', without(files.bagit), /缺少 bagit\.txt/],
  ['no manifest', without(files.manifest), /缺少 manifest-sha256\.txt/],
  ['no tag manifest', without(files.tagManifest), /缺少 tagmanifest-sha256\.txt/],
  ['no signature', without(files.signature), /缺少 signatures/],
  ['no payload of a kind that must be', without(files.policy), /缺少 data\/policy\.json/],
  ['another version of BagIt', tag(files.bagit, (text) => text.replace('1.0', '0.97')), /bagit\.txt 的内容不对/],
  ['another encoding of BagIt', tag(files.bagit, (text) => text.replace('UTF-8', 'GBK')), /bagit\.txt 的内容不对/],
  ['a mark of byte order', tag(files.bagit, (text) => `\ufeff${text}`), /bagit\.txt 的内容不对/],
  ['a payload file in no manifest', put('data/extra.txt', 'x'), /data\/extra\.txt 不在 manifest/],
  ['an alternative to a file, in no manifest', put('data/class.json.bak', 'x'), /不在 manifest/],
  ['a tag file in no manifest', put('note.txt', 'x'), /note\.txt 不在任何清单里/],
  ['a manifest of an algorithm nobody asked for', put('manifest-sm3.txt', 'x'), /manifest-sm3\.txt 不在任何清单里/],
  ['a manifest of a broken algorithm', put('manifest-md5.txt', 'x'), /manifest-md5\.txt 不在任何清单里/],
  ['files to fetch from the network', put('fetch.txt', 'http://127.0.0.1/x 1 data/x\n'), /fetch\.txt 不在任何清单里/],
  [
    'a signature of a kind nobody here reads',
    put('signatures/tagmanifest-sha256.txt.p7s', 'x'),
    /这种签名本版本不能核验/,
  ],
  ['a second signature under another name', put('signatures/other.sig', new Uint8Array(64)), /这种签名本版本不能核验/],
  ['an SM2 signature beside a version that has none', put(files.sm2, new Uint8Array(70)), /这种签名本版本不能核验/],
  ['a time stamp that is none', put(files.timestamp, 'x'), /tsr：/],
  [
    'a payload whose size is not as stated',
    tag(files.info, (text) => text.replace(/Oxum: \d+/, 'Oxum: 1')),
    /大小或文件数/,
  ],
  [
    'a version that is not yet known',
    tag(files.info, (text) => text.replace('Xueji-Package: 1', 'Xueji-Package: 99')),
    /更新的版本/,
  ],
  ['no version', tag(files.info, (text) => text.replace('Xueji-Package', 'X-Package')), /更新的版本/],
  ['two versions', tag(files.info, (text) => `Xueji-Package: 2\n${text}`), /重复或不完整/],
  ['two sizes of its payload', tag(files.info, (text) => `Payload-Oxum: 1.1\n${text}`), /重复或不完整/],
  ['bag-info that is cut', tag(files.info, (text) => text.slice(0, -1)), /重复或不完整/],
  [
    'a manifest that names a file twice',
    tag(files.manifest, (text) => `${text + line(text, files.class)}\n`),
    /出现两次/,
  ],
  [
    'a manifest that names a file twice, in two cases',
    tag(
      files.manifest,
      (text) =>
        `${text}${line(text, files.class)
          .toUpperCase()
          .replace(/^[^ ]+/, (hash) => hash.toLowerCase())}\n`,
    ),
    /出现两次/,
  ],
  [
    'a manifest that lists what is not there',
    tag(files.manifest, (text) => `${text}${'0'.repeat(64)}  data/none.json\n`),
    /缺少 data\/none\.json/,
  ],
  [
    'a manifest that leaves a file out',
    tag(files.manifest, (text) => text.replace(`${line(text, files.class)}\n`, '')),
    /class\.json 不在 manifest/,
  ],
  [
    'a manifest that lists what lies outside',
    tag(files.manifest, (text) => `${text}${'0'.repeat(64)}  ../outside\n`),
    /里不该有/,
  ],
  [
    'a manifest that lists by a coded path',
    tag(files.manifest, (text) => `${text}${'0'.repeat(64)}  data/%2e%2e/%2e%2e/x\n`),
    /缺少 data\/%2e/,
  ],
  ['a manifest with Windows line ends', tag(files.manifest, (text) => text.replaceAll('\n', '\r\n')), /格式不对/],
  ['a manifest with one blank', tag(files.manifest, (text) => text.replace('  ', ' ')), /格式不对/],
  ['a manifest with a tab', tag(files.manifest, (text) => text.replace('  ', '\t')), /格式不对/],
  ['a manifest with three blanks', tag(files.manifest, (text) => text.replace('  ', '   ')), /格式不对/],
  [
    'a manifest with hashes in capitals',
    tag(files.manifest, (text) => text.replace(/^[0-9a-f]{64}/, (hash) => hash.toUpperCase())),
    /格式不对/,
  ],
  ['a manifest with a short hash', tag(files.manifest, (text) => text.slice(32)), /格式不对/],
  ['a manifest whose last line is cut', tag(files.manifest, (text) => text.slice(0, -5)), /最后一行不完整/],
  [
    'a manifest that is no UTF-8',
    async (w) => new Map(await w.retagged({ [files.manifest]: 'x' })).set(files.manifest, new Uint8Array([0xff, 0xfe])),
    /读不出 manifest/,
  ],
  [
    'a tag manifest that leaves bag-info out',
    sealedAs((text) => text.replace(`${line(text, files.info)}\n`, '')),
    /bag-info\.txt 不在 tagmanifest/,
  ],
  ['a tag manifest that lists payload', sealedAs((text) => `${text}${'0'.repeat(64)}  data/x\n`), /里不该有 data\/x/],
  [
    'a tag manifest that lists itself',
    sealedAs((text) => `${text}${'0'.repeat(64)}  tagmanifest-sha256.txt\n`),
    /里不该有/,
  ],
  ['a tag manifest that is empty', sealedAs(() => ''), /不在 tagmanifest/],
]
