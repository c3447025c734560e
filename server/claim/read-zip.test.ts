import { describe, expect, it } from 'vitest'
import { type Part, zipOf } from './hostile/zip.fixture'
import { readZip, ZipRefused } from './read-zip'

const refusal = (zip: Uint8Array) =>
  readZip(zip).then(
    () => 'read',
    (error) => (error instanceof ZipRefused ? error.message : `threw ${error}`),
  )

describe('an archive', () => {
  it('is read when it is an honest one, stored or deflated', async () => {
    const data = Buffer.from('学习记录'.repeat(100))
    const { bag, files } = await readZip(zipOf([{ name: 'b/a.txt' }, { name: 'b/data/核验说明.txt', data, method: 8 }]))
    expect(bag).toBe('b')
    expect([...files].map(([path, bytes]) => [path, bytes.length])).toEqual([
      ['a.txt', 1],
      ['data/核验说明.txt', data.length],
    ])
  })

  it('may hold the figures of a thousand people who studied alike, however small they pack', async () => {
    const data = Buffer.alloc(8 << 20, '{"credited":7200000}')
    const { files } = await readZip(zipOf([{ name: 'b/data/study.json', data, method: 8 }]))
    expect(files.get('data/study.json')?.length).toBe(data.length)
  })

  it.each<[string, Part[] | Uint8Array, RegExp]>([
    ['leads out of its folder', [{ name: 'b/../../etc/passwd' }], /损坏|文件名/],
    ['has an absolute path', [{ name: '/b/x' }], /损坏|文件名/],
    ['has a drive letter', [{ name: 'C:/b/x' }], /损坏|文件名/],
    ['has a backslash', [{ name: 'b/a\\b' }], /损坏|文件名/],
    ['has a device’s name', [{ name: 'b/con.txt' }], /文件名不合规定/],
    ['has a control character in a name', [{ name: 'b/a\u0007' }], /文件名不合规定/],
    ['has a name that ends in a dot', [{ name: 'b/a.' }], /文件名不合规定/],
    ['has one name twice', [{ name: 'b/a' }, { name: 'b/a' }], /文件名重复/],
    ['has names that differ in case alone', [{ name: 'b/a' }, { name: 'b/A' }], /文件名重复/],
    ['has names that differ in Unicode form alone', [{ name: 'b/é' }, { name: 'b/e\u0301' }], /文件名重复/],
    ['has a symbolic link', [{ name: 'b/a', attributes: 0o120777 << 16 }], /不是普通文件/],
    ['has an empty folder', [{ name: 'b/a/', data: Buffer.alloc(0) }], /空文件夹/],
    ['is encrypted', [{ name: 'b/a', flags: 0x801, method: 8 }], /加密/],
    ['uses another method', [{ name: 'b/a', method: 12 }], /压缩方法|损坏/],
    ['has two top folders', [{ name: 'b/a' }, { name: 'c/a' }], /只有一个文件夹/],
    ['has a file beside the folder', [{ name: 'b/a' }, { name: 'c' }], /只有一个文件夹/],
    ['is empty', [], /只有一个文件夹/],
    ['is a bomb', [{ name: 'b/a', data: Buffer.alloc(50 << 20), method: 8 }], /压缩比异常/],
    [
      'is a bomb whose header lies',
      [{ name: 'b/a', data: Buffer.alloc(50 << 20), method: 8, size: 1000 }],
      /解压不出来/,
    ],
    [
      'states more than there is',
      [{ name: 'b/a', data: Buffer.from('x'.repeat(500)), method: 8, size: 5000 }],
      /解压不出来/,
    ],
    ['names itself otherwise before the data', [{ name: 'b/a', localName: 'b/c' }], /文件头与目录不符/],
    ['has two files at one place', [{ name: 'b/a' }, { name: 'b/c', offset: 0 }], /重叠|不符/],
    ['has something before it', zipOf([{ name: 'b/a' }], { before: 'MZ' }), /夹带/],
    ['has something between its files', zipOf([{ name: 'b/a' }, { name: 'b/c' }], { between: 'x'.repeat(25) }), /夹带/],
    ['has something after it', zipOf([{ name: 'b/a' }], { after: 'x' }), /完整/],
    ['is no archive', Buffer.from('x'.repeat(100)), /完整/],
    ['has 10,001 files', Array.from({ length: 10_001 }, (_, i) => ({ name: `b/${i}` })), /文件太多/],
    [
      'claims to be larger than 4 GB',
      [{ name: 'b/a', extra: Buffer.from('0100080000000000000000000', 'hex') }],
      /4 GB|损坏/,
    ],
  ])('is refused when it %s', async (_, parts, why) => {
    expect(await refusal(parts instanceof Uint8Array ? parts : zipOf(parts))).toMatch(why)
  })
})
