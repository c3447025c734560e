import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Hr, inventedId } from '../support/hr'
import { freshDataDir, removeDir, startServer } from '../support/server'

const course = '养老护理员（初级）'
const choices = JSON.stringify({ kind: 'study', platform: 'px.class.com.cn' })
/** So many lessons of one person. */
const record = (lessons: number) =>
  new TextEncoder().encode(
    ['姓名,课程,章节,时长（分钟）', ...Array.from({ length: lessons }, (_, i) => `王晓明,${course},第${i}节,1`)].join(
      '\n',
    ),
  )

async function school(dataDir: string) {
  const server = await startServer({ dataDir })
  const hr = new Hr(server.url)
  await hr.setUp(server.setupToken ?? '')
  const { id } = await hr.openClass({ courses: [{ site: 'px.class.com.cn', title: course }] })
  await hr.importRoster(id, [{ name: '王晓明', id: inventedId(1) }])
  return {
    ...{ server, hr },
    take: (file: Uint8Array) => hr.call('POST', `/api/classes/${id}/sources?${new URLSearchParams({ choices })}`, file),
    /** Imports and their rows. */
    held: async () => {
      const [imports, rows] = await Promise.all(
        ['imports', 'imported'].map(async (list) => (await (await hr.get(`/api/classes/${id}/${list}`)).json()).total),
      )
      return { imports, rows }
    },
  }
}

/** Ends when a file has grown, whatever is doing it. */
async function grown(file: string, than: number): Promise<void> {
  await expect.poll(() => statSync(file).size, { timeout: 60_000, interval: 1 }).toBeGreaterThan(than)
}

it('a server killed while it writes an import has all of it or nothing, and takes the file again', async () => {
  const dataDir = freshDataDir()
  onTestFinished(() => removeDir(dataDir))
  const lessons = 15_000
  const first = await school(dataDir)
  const wal = join(dataDir, 'xueji.sqlite-wal')
  const before = statSync(wal).size
  const answered = first.take(record(lessons)).then(
    ({ status }) => status,
    () => 'cut off' as const,
  )
  // What does not fit into memory is written before it is committed.
  await grown(wal, before + 200_000)
  await first.server.kill()
  const answer = await answered
  const again = await startServer({ dataDir, port: first.server.port })
  onTestFinished(() => again.stop().then(() => undefined))
  await first.hr.signIn()
  const held = await first.held()
  expect([
    { imports: 0, rows: 0 },
    { imports: 1, rows: lessons },
  ]).toContainEqual(held)
  if (answer === 200) expect(held.imports).toBe(1)
  const { status } = await first.take(record(lessons))
  expect(status).toBe(held.imports === 0 ? 200 : 422)
  expect(await first.held()).toEqual({ imports: 1, rows: lessons })
}, 180_000)

/** A disk of 12 MB, which only root can make. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status === 0) return folder
  rmdirSync(folder)
  return undefined
}
const folder = smallDisk()

it.skipIf(!folder)(
  'an import that no disk has room for is refused whole with what to do, and goes through once there is (needs root for a small disk)',
  async () => {
    if (!folder) return
    onTestFinished(() => {
      spawnSync('umount', ['-l', folder])
      rmdirSync(folder)
    })
    const { server, take, held } = await school(folder)
    onTestFinished(() => server.stop().then(() => undefined))
    const sizes = Array.from({ length: 14 }, (_, i) => (12 * 1024 * 1024) >> i)
    for (const size of sizes) {
      try {
        writeFileSync(join(folder, `ballast-${size}`), Buffer.alloc(size))
      } catch {
        rmSync(join(folder, `ballast-${size}`), { force: true })
      }
    }
    const refused = await take(record(3000))
    expect(refused.status).toBe(507)
    expect(await refused.json()).toMatchObject({ code: 'storage-full', message: expect.stringContaining('磁盘') })
    expect(await held()).toEqual({ imports: 0, rows: 0 })
    for (const size of sizes) rmSync(join(folder, `ballast-${size}`), { force: true })
    expect((await take(record(3000))).status).toBe(200)
    expect(await held()).toEqual({ imports: 1, rows: 3000 })
  },
  120_000,
)
