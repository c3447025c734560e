import { deflateRawSync } from 'node:zlib'
import { files } from '../../../shared/package/layout'
import type { Case, World } from './world.fixture'
import { type Part, zipOf } from './zip.fixture'

const MB = 1 << 20
/** Parts of an honest archive of the honest package, for one of them to be made worse. */
const partsOf = ({ bag }: World): Part[] =>
  [...bag].map(([path, bytes]) => ({ name: `bag/${path}`, data: Buffer.from(bytes) }))
/** The honest package with these parts beside it. */
const beside =
  (...parts: Part[]) =>
  (world: World) =>
    zipOf([...partsOf(world), ...parts])
/** The honest package with fields of its first file's headers changed. */
const first = (part: Partial<Part>) => (world: World) =>
  zipOf(partsOf(world).map((one, i) => (i === 0 ? { ...one, ...part } : one)))
const at = (zip: Uint8Array, place: number, bytes: readonly number[]) => {
  const changed = Uint8Array.from(zip)
  changed.set(bytes, place)
  return changed
}

export const zipTricks: readonly Case[] = [
  ['a path that leads out', beside({ name: 'bag/../../etc/passwd' }), /文件名不合规定/],
  ['a path that leads out by a folder named ..', beside({ name: 'bag/data/../../../x' }), /文件名不合规定/],
  ['an absolute path', beside({ name: '/etc/passwd' }), /文件名不合规定/],
  ['a drive letter', beside({ name: 'C:/x' }), /文件名不合规定/],
  ['a share on another machine', beside({ name: '//server/share/x' }), /文件名不合规定/],
  ['a backslash', beside({ name: 'bag\\..\\x' }), /文件名不合规定/],
  ['an alternate stream of a file', beside({ name: 'bag/bagit.txt:x' }), /文件名不合规定/],
  ['a device’s name', beside({ name: 'bag/data/AUX.json' }), /文件名不合规定/],
  ['a device’s name with a raised digit', beside({ name: 'bag/COM¹' }), /文件名不合规定/],
  ['a name that ends in a dot', beside({ name: 'bag/data/class.json.' }), /文件名不合规定/],
  ['a name that reads backwards', beside({ name: 'bag/data/forms/\u202exslx.exe' }), /文件名不合规定/],
  ['a NUL in a name', beside({ name: 'bag/a\u0000.txt' }), /文件名不合规定/],
  ['a name longer than any', beside({ name: `bag/${'x'.repeat(600)}` }), /文件名不合规定/],
  [
    'a name that is no UTF-8',
    (w) => replaced(beside({ name: 'bag/data/XX' })(w), 'bag/data/XX', [0xff, 0xfe]),
    /UTF-8/,
  ],
  ['a name in GBK without saying so', first({ name: 'bag/班', flags: 0 }), /UTF-8/],
  ['one name twice', beside({ name: `bag/${files.class}` }), /文件名重复/],
  ['two names that differ in case', beside({ name: 'bag/DATA/class.json' }), /文件名重复/],
  ['two names that differ in Unicode form', beside({ name: 'bag/é' }, { name: 'bag/e\u0301' }), /文件名重复/],
  ['a file that is a folder, too', beside({ name: `bag/${files.class}/x` }), /文件名重复/],
  [
    'a symbolic link',
    beside({ name: 'bag/link', data: Buffer.from('/etc/passwd'), attributes: 0o120777 << 16 }),
    /不是普通文件/,
  ],
  ['a device node', beside({ name: 'bag/null', attributes: 0o020666 << 16 }), /不是普通文件/],
  ['an empty folder', beside({ name: 'bag/empty/', data: Buffer.alloc(0) }), /空文件夹/],
  ['an encrypted file', first({ flags: 0x801 }), /已加密/],
  ['a file of another method', first({ method: 12 }), /压缩方法/],
  ['two top folders', beside({ name: 'other/x' }), /只有一个文件夹/],
  ['a file beside the folder', beside({ name: 'readme.txt' }), /只有一个文件夹/],
  ['a bomb', beside({ name: 'bag/data/x', data: Buffer.alloc(50 * MB), method: 8 }), /压缩比异常/],
  [
    'a bomb whose header lies',
    beside({ name: 'bag/data/x', data: Buffer.alloc(50 * MB), method: 8, size: 1000 }),
    /解压不出来/,
  ],
  [
    'many small bombs',
    beside(...Array.from({ length: 5 }, (_, i) => ({ name: `bag/data/${i}`, data: Buffer.alloc(15 * MB), method: 8 }))),
    /压缩比异常/,
  ],
  [
    'a file that states more than there is',
    beside({ name: 'bag/x', data: Buffer.from('x'.repeat(500)), method: 8, size: 5000 }),
    /解压不出来/,
  ],
  [
    'something behind the end of the packed data',
    beside({ name: 'bag/x', raw: Buffer.concat([deflateRawSync('x'), Buffer.from('hidden')]), size: 1, method: 8 }),
    /解压不出来/,
  ],
  ['a stored file of two sizes', first({ size: 1 }), /文件头与目录不符/],
  ['another name before the data', first({ localName: 'bag/bagit.tx_' }), /文件头与目录不符/],
  ['another size before the data', first({ localSize: 3 }), /文件头与目录不符/],
  ['another method before the data', first({ localMethod: 8 }), /文件头与目录不符/],
  ['a second name for other readers', beside({ name: 'bag/x', extra: unicodePath('bag/y') }), /损坏/],
  ['two files at one place', (w) => zipOf([...partsOf(w), { name: 'bag/x', offset: 0 }]), /夹带/],
  ['a file that the directory hides', (w) => zipOf(partsOf(w), { hidden: 1 }), /夹带/],
  ['something before the first file', (w) => zipOf(partsOf(w), { before: 'MZ' }), /夹带/],
  ['something between files', (w) => zipOf(partsOf(w), { between: 'x'.repeat(25) }), /夹带/],
  ['something short between files', (w) => zipOf(partsOf(w), { between: 'xxxx' }), /夹带/],
  ['something before the directory', (w) => zipOf(partsOf(w), { beforeDirectory: 'x' }), /夹带/],
  ['something between directory and end', (w) => zipOf(partsOf(w), { beforeEnd: 'x' }), /夹带/],
  ['something after the end', (w) => zipOf(partsOf(w), { after: 'x' }), /完整/],
  ['a comment', (w) => zipOf(partsOf(w), { comment: 'PK' }), /完整/],
  ['a second end inside its comment', (w) => zipOf(partsOf(w), { comment: `PK\x05\x06${'\0'.repeat(18)}` }), /夹带/],
  ['more files in the directory than it says', (w) => counted(zipOf(partsOf(w)), -1), /不符/],
  ['fewer files in the directory than it says', (w) => counted(zipOf(partsOf(w)), 1), /不符/],
  ['parts on several disks', (w) => at(zipOf(partsOf(w)), -18 + zipOf(partsOf(w)).length, [1, 0]), /分卷/],
  ['a form beyond 4 GB', beside({ name: 'bag/x', extra: Buffer.from('01000800ffffffff00000000', 'hex') }), /4 GB/],
  ['a directory beyond 4 GB', (w) => at(zipOf(partsOf(w)), zipOf(partsOf(w)).length - 6, [255, 255, 255, 255]), /4 GB/],
  [
    'more files than anybody packs',
    () => zipOf(Array.from({ length: 65_535 }, (_, i) => ({ name: `b/${i}` }))),
    /4 GB/,
  ],
  ['no archive at all', () => new TextEncoder().encode('%PDF-1.7 '.repeat(50)), /完整/],
  ['nothing', () => new Uint8Array(), /完整/],
  ['half of an archive', (w) => zipOf(partsOf(w)).slice(0, 5000), /完整/],
]

/** Info-ZIP 0x7075: a name that some readers take instead. */
function unicodePath(name: string): Buffer {
  const field = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)])
  return Buffer.concat([Buffer.from([0x75, 0x70, field.length, 0]), field])
}

/** The end record says so many files more. */
function counted(zip: Uint8Array, more: number): Uint8Array {
  const end = zip.length - 22
  const count = (zip[end + 10] ?? 0) + 256 * (zip[end + 11] ?? 0) + more
  return at(zip, end + 8, [count & 255, count >> 8, count & 255, count >> 8])
}

/** The last bytes of a name, wherever it is written. */
function replaced(zip: Uint8Array, name: string, last: readonly number[]): Uint8Array {
  const changed = Buffer.from(zip)
  for (let place = changed.indexOf(name); place >= 0; place = changed.indexOf(name, place + 1))
    changed.set(last, place + name.length - last.length)
  return changed
}
