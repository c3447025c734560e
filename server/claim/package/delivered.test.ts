import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Job } from '../../../shared/api/jobs'
import type { ClaimPackage } from '../../../shared/api/packages'
import { main as verify } from '../../cli/verify'
import { lessonFile, TusClient } from '../../media/media.fixture'
import { type ClaimDesk, claimDesk } from '../claims/claims.fixture'

const lines: string[] = []
let desk: ClaimDesk
let claim: string
let folder: string
let key: string

/** Two classes of a school; one person of each passed, one failed; a lecture of the first is kept. */
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  vi.spyOn(console, 'error').mockImplementation((text) => void lines.push(String(text)))
  desk = await claimDesk()
  folder = mkdtempSync(join(tmpdir(), 'xueji-delivered-'))
  const first = await desk.openClass(['王晓明', '李𠮷'])
  const second = await desk.openClass(['赵敏'], { name: '养老护理员第2期' }, 2)
  await desk.studies(first.id, first.codes[0] ?? '', '90')
  await desk.studies(first.id, first.codes[1] ?? '', '55')
  await desk.studies(second.id, second.codes[0] ?? '', '88')
  await desk.rates()
  const [course] = await desk.school.deps.store.read.select().from(desk.school.deps.store.t.planCourse)
  await new TusClient(desk.school.hr).send(first.id, lessonFile(), {
    course: course?.key ?? '',
    lesson: { key: 'l-1', title: '第一节 老年人生活照料' },
  })
  claim = (await desk.create(first.id, second.id)).id
  await desk.reckon(claim)
  key = (await desk.school.trusted()).fingerprint
})
afterAll(async () => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
  await desk.close()
})

/** Builds, waits and fetches as the console does. */
async function fetched(what: 'package' | 'videos'): Promise<string> {
  const { job } = await desk.send<{ job: string }>('POST', `/api/claims/${claim}/${what}/job`, {})
  for (;;) {
    const { state, problem, name = '' } = await desk.send<Job>('GET', `/api/jobs/${job}`)
    if (state === 'failed') throw new Error(problem?.message)
    if (state === 'done') {
      const response = await desk.school.hr.get(`/api/jobs/${job}/file`)
      writeFileSync(join(folder, name), new Uint8Array(await response.arrayBuffer()))
      return join(folder, name)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
const said = async (...args: string[]): Promise<[number, string]> => {
  lines.length = 0
  return [await verify(args), lines.join('')]
}

describe('a claim as it is delivered', () => {
  it('is verified from the file alone: who is asked for, what they completed, and every fen', async () => {
    const file = await fetched('package')
    const [code, text] = await said(file, '--key', key)
    expect(text).toContain('结论：核验通过')
    expect(text).toContain('2 人次，合计 40.00 元（肆拾元整）')
    expect(text).toContain('授课视频 1 个')
    expect(code).toBe(0)
    const [record] = await desk.send<ClaimPackage[]>('GET', `/api/claims/${claim}/packages`)
    expect(record).toMatchObject({ number: 1, kind: 'claim', bytes: readFileSync(file).length, people: 2 })
    expect((await said(file))[0], 'without a key it is unconfirmed').toBe(1)
  })

  it('has its videos beside it, checked against its own list; others, or none, are told', async () => {
    const file = await fetched('package')
    const videos = await fetched('videos')
    expect(videos).toContain('-视频.zip')
    const [code, text] = await said(file, '--key', key, '--videos', videos)
    expect(text).toMatch(/【授课视频资料包】[\s\S]*✓ 视频与申请所列一致/)
    expect(code).toBe(0)
    const changed = readFileSync(videos)
    const at = changed.indexOf(Buffer.from(lessonFile().subarray(1000, 1040)))
    changed[at] = (changed[at] ?? 0) ^ 1
    writeFileSync(videos, changed)
    const [refused, why] = await said(file, '--key', key, '--videos', videos)
    expect([refused, why]).toEqual([1, expect.stringMatching(/被改动过|解压不出来/)])
  })

  it('is encrypted to the bureau once its recipient is known, never inside, and opened by its identity alone', async () => {
    const identity = await generateIdentity()
    const recipient = await identityToRecipient(identity)
    await desk.send('POST', '/api/delivery/recipient', {
      ...{ recipient, bureau: '绥化市人力资源和社会保障局', compared: '与就业科当面核对' },
    })
    const file = await fetched('package')
    expect(file).toMatch(/\.zip\.age$/)
    expect(readFileSync(file, 'latin1').slice(0, 21)).toBe('age-encryption.org/v1')
    writeFileSync(join(folder, 'bureau.txt'), `# bureau\n${identity}\n`)
    writeFileSync(join(folder, 'other.txt'), await generateIdentity())
    expect((await said(file, '--key', key, '--identity', join(folder, 'bureau.txt')))[0]).toBe(0)
    expect(await said(file, '--key', key, '--identity', join(folder, 'other.txt'))).toEqual([
      1,
      expect.stringContaining('解不开'),
    ])
    expect(await said(file, '--key', key)).toEqual([1, expect.stringContaining('--identity')])
    const [record] = await desk.send<ClaimPackage[]>('GET', `/api/claims/${claim}/packages`)
    expect(record?.recipient).toBe(recipient)
    await desk.send('POST', '/api/delivery/recipient/withdraw', {})
    expect(await fetched('package')).toMatch(/\.zip$/)
  })

  it('leaves nothing behind where the disk is full, and says so', async () => {
    const { deps } = desk.school
    const full = join(folder, 'full')
    symlinkSync('/dev/full', full)
    const work = vi.spyOn(deps.work, 'next').mockReturnValue(full)
    try {
      await expect(fetched('package')).rejects.toThrow('磁盘已满')
    } finally {
      work.mockRestore()
    }
    expect(existsSync(full)).toBe(false)
    const kept = await desk.send<ClaimPackage[]>('GET', `/api/claims/${claim}/packages`)
    expect(await fetched('package')).toMatch(/zip$/)
    expect(await desk.send<ClaimPackage[]>('GET', `/api/claims/${claim}/packages`)).toHaveLength(kept.length + 1)
  })

  it('is named by the same code as its papers', async () => {
    const { reckoned } = await desk.claim(claim)
    const [record] = await desk.send<ClaimPackage[]>('GET', `/api/claims/${claim}/packages`)
    expect(record?.dataHash).toBe(reckoned?.dataHash)
  })
})
