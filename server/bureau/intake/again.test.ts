import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, createWriteStream, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import yazl from 'yazl'
import { readZip } from '../../claim/read-zip'
import { listIntake } from '../../lists/intake'
import { keepingState } from '../keeping/keeping-state'
import { reverify } from '../keeping/reverify'
import { openIntake } from './intake.fixture'
import { setFolder } from './settings'
import { beginSending, FORGOTTEN_AFTER } from './uploads'
import { FolderWatch } from './watch-folders'

let at: Awaited<ReturnType<typeof openIntake>>
beforeAll(async () => {
  at = await openIntake()
})
afterAll(() => at.close())
const ask = { page: 1, size: 50, search: '', filter: '' } as const

it('a kept package that is damaged is put right by receiving the same file again', async () => {
  const { deps } = at.school
  const path = await at.packed({ id: 'damaged' })
  const took = await at.take(path)
  const file = deps.packages.path(took.sha256 ?? '')
  const whole = readFileSync(file)
  chmodSync(file, 0o600)
  writeFileSync(file, 'rotten')
  await reverify(deps, at.clerk, took.package ?? '')
  await deps.jobs.close()
  expect((await keepingState(deps, at.clerk)).damaged).toHaveLength(1)
  expect(await at.take(at.written('again.zip', whole))).toMatchObject({
    outcome: 'same',
    problem: expect.stringContaining('修复'),
  })
  expect(readFileSync(file).equals(whole)).toBe(true)
  expect((await keepingState(deps, at.clerk)).damaged).toEqual([])
})

it('the same content in another ZIP is the same package', async () => {
  const path = await at.packed({ id: 'rezipped' })
  const first = await at.take(path)
  const { files, bag } = await readZip(readFileSync(path))
  const zip = new yazl.ZipFile()
  for (const [name, bytes] of files) zip.addBuffer(Buffer.from(bytes), `${bag}/${name}`, { compress: false })
  zip.end()
  const again = at.written('again-zipped.zip', new Uint8Array())
  await pipeline(zip.outputStream, createWriteStream(again))
  expect(await at.take(again)).toMatchObject({ outcome: 'same', package: first.package })
})

it('an archive with more beside its payload than fits in memory is refused, and that stands as a record', async () => {
  const zip = new yazl.ZipFile()
  const big = Buffer.alloc(31 << 20)
  randomBytes(400_000).copy(big)
  for (let i = 0; i < 9; i++) zip.addBuffer(big, `bag/stray-${i}.txt`)
  zip.addBuffer(Buffer.from('Xueji-Package: 2\n'), 'bag/bag-info.txt')
  zip.end()
  const path = at.written('bomb.zip', new Uint8Array())
  await pipeline(zip.outputStream, createWriteStream(path))
  expect(await at.take(path)).toMatchObject({ outcome: 'refused' })
})

it('a file of a watched folder that could not be taken in is seen, and taken once it can be', async () => {
  const { deps, clock } = at.school
  const folder = join(at.folder, '收件')
  mkdirSync(folder)
  await setFolder(deps, await at.bureau.member('manager'), folder)
  const path = join(folder, '满盘.zip')
  copyFileSync(await at.packed({ id: 'full' }), path)
  utimesSync(path, clock.ms / 1000, clock.ms / 1000)
  let full = true
  const watch = new FolderWatch(deps, {
    ...at.desk,
    firmOfKey: async (...args) => {
      if (full) throw new Error('ENOSPC')
      return at.desk.firmOfKey(...args)
    },
  })
  const outcomes = async () =>
    (await listIntake(deps, at.clerk, { ...ask, search: '满盘' })).rows.map(({ outcome }) => outcome)
  await watch.look()
  await watch.look()
  expect(await outcomes()).toEqual(['failed'])
  full = false
  at.later(1)
  for (let i = 0; i < 3; i++) await watch.look()
  expect(new Set(await outcomes())).toEqual(new Set(['failed', 'claim']))
})

it('what nobody went on sending for a day makes room for others', async () => {
  const { deps, clock } = at.school
  for (let i = 0; i < 100; i++) await beginSending(deps, at.clerk, { filename: 'a.zip', size: 10 })
  const more = () => beginSending(deps, at.clerk, { filename: 'b.zip', size: 10 })
  await expect(more()).rejects.toMatchObject({ code: 'too-many-requests' })
  clock.ms += FORGOTTEN_AFTER + 1
  await more()
  expect(deps.packages.sending.size).toBe(1)
})
