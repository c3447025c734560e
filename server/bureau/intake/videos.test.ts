import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breath } from 'node:timers/promises'
import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import yazl from 'yazl'
import type { IntakeDetail } from '../../../shared/api/bureau-intake'
import type { Job } from '../../../shared/api/jobs'
import { sha256Hex } from '../../../shared/crypto'
import type { Actor } from '../../access/actor'
import { type ClaimDesk, claimDesk } from '../../claim/claims/claims.fixture'
import { openZip } from '../../claim/open-zip'
import { nodeCrypto } from '../../crypto'
import { lessonFile, TusClient } from '../../media/media.fixture'
import { bureauOn } from '../bureau.fixture'
import { keptPackages } from '../keeping/kept'
import { verifyAgain } from '../keeping/verify-again'
import type { TrustedFirm } from '../register/trusted'
import { listedVideos } from './listed-videos'
import { readIntake } from './read-intake'
import { desk as bureauDesk, type Desk, receive } from './receive'
import { setFolder } from './settings'
import { FolderWatch } from './watch-folders'

let school: ClaimDesk
let folder: string
let clerk: Actor
let organisation: string
let signer: TrustedFirm
let claim: string

/** A school whose claim lists a lecture video, and a bureau that knows its key. */
beforeAll(async () => {
  school = await claimDesk()
  folder = mkdtempSync(join(tmpdir(), 'xueji-videos-'))
  const { deps, hr } = school.school
  const opened = await school.openClass(['王晓明'])
  await school.studies(opened.id, opened.codes[0] ?? '', '90')
  await school.rates()
  const [course] = await deps.store.read.select().from(deps.store.t.planCourse)
  await new TusClient(hr).send(opened.id, lessonFile(), {
    ...{ course: course?.key ?? '', lesson: { key: 'l-1', title: '第一节 老年人生活照料' } },
  })
  claim = (await school.create(opened.id)).id
  await school.reckon(claim)
  const bureau = await bureauOn(deps)
  organisation = bureau.organisation
  clerk = await bureau.member('hr', '经办人')
  const key = await deps.keys.package(school.school.organisation)
  signer = {
    ...{ firm: await bureau.firm('示范学校'), name: '示范学校', their: school.school.organisation, from: 0 },
    publicKey: Buffer.from(key.publicKey).toString('base64url'),
  }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await school.close()
})

/** Made and fetched as the school's console does. */
async function made(what: 'package' | 'videos'): Promise<string> {
  const { job } = await school.send<{ job: string }>('POST', `/api/claims/${claim}/${what}/job`, {})
  for (;;) {
    const { state, problem, name = '' } = await school.send<Job>('GET', `/api/jobs/${job}`)
    if (state === 'failed') throw new Error(problem?.message)
    if (state === 'done') {
      const response = await school.school.hr.get(`/api/jobs/${job}/file`)
      return written(name, new Uint8Array(await response.arrayBuffer()))
    }
    await breath()
  }
}
function written(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const deskFor = (by: TrustedFirm): Desk => ({
  ...bureauDesk,
  firmOfKey: async () => by,
  agreedFiling: async () => undefined,
})
async function take(path: string, by: TrustedFirm = signer): Promise<IntakeDetail> {
  const { deps } = school.school
  const id = randomUUID()
  const arrived = { id, path, name: basename(path), source: 'upload', bytes: statSync(path).size } as const
  await receive(deps, clerk, arrived, () => undefined, deskFor(by))
  return readIntake(deps, clerk, id)
}
const problems = ({ report }: IntakeDetail) =>
  (report?.checks ?? []).flatMap((check) => check.problems.map((one) => `${check.title}：${one}`))

it('videos that come before their claim are not judged and not kept; once it is here they agree with its list and name it', async () => {
  const videos = await made('videos')
  const early = await take(videos)
  expect(early).toMatchObject({ outcome: 'refused', verdict: '', kind: 'videos', firm: '示范学校' })
  expect(early.problem).toContain('请先收该单位列有这些视频的申报资料包')
  const taken = await take(await made('package'))
  expect(taken.outcome).toBe('claim')

  const beside = await take(videos)
  expect(problems(beside)).toEqual([])
  expect(beside).toMatchObject({ outcome: 'videos', verdict: 'agrees', kind: 'videos', claim: { id: taken.claim?.id } })
  expect(
    beside.versions.map(({ kind }) => kind),
    'a version of the claim is its own package alone',
  ).toEqual(['claim'])
  const kept = await keptPackages(school.school.deps.store, organisation)
  expect(kept.map(({ kind }) => kind).sort()).toEqual(['claim', 'videos'])
  expect(await take(videos)).toMatchObject({ outcome: 'same' })
})

it('in a watched folder are taken after their claim, whichever came first', async () => {
  const { deps, clock } = school.school
  const { store } = deps
  const other = await bureauOn(deps, '另一个局')
  const watched = join(folder, '收件')
  mkdirSync(watched)
  await setFolder(deps, await other.member('manager'), watched)
  const watch = new FolderWatch(deps, deskFor({ ...signer, firm: await other.firm('示范学校') }))
  const put = (path: string) => {
    const there = join(watched, basename(path))
    copyFileSync(path, there)
    // The clock of the test is another than that of the disk.
    utimesSync(there, clock.ms / 1000, clock.ms / 1000)
  }
  const looks = async () => {
    for (let n = 0; n < 3; n++) await watch.look()
    const rows = await store.read.select().from(store.t.bureauIntake).orderBy(asc(store.t.bureauIntake.at))
    return rows.filter(({ source }) => source === 'folder').map(({ kind, outcome }) => [kind, outcome])
  }
  const [videos, claimed] = [await made('videos'), await made('package')]
  expect([basename(videos), basename(claimed)].sort()).toEqual([basename(videos), basename(claimed)])
  put(videos)
  expect(await looks()).toEqual([['videos', 'refused']])
  put(claimed)
  expect(await looks()).toEqual([
    ['videos', 'refused'],
    ['claim', 'claim'],
    ['videos', 'videos'],
  ])
})

it('a video that was changed on its way does not agree, and says which', async () => {
  const bytes = readFileSync(await made('videos'))
  const at = bytes.indexOf(Buffer.from(lessonFile().subarray(1000, 1040)))
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const changed = await take(written('改过.zip', bytes))
  expect(changed).not.toMatchObject({ verdict: 'agrees' })
  expect([changed.problem, ...problems(changed)].join()).toMatch(/被改动过|解压不出来|损坏/)
})

it('the list of another 单位 is nobody’s: its own claims are looked through alone', async () => {
  const other = { ...signer, firm: 'another', name: '别的学校' }
  const bytes = readFileSync(await made('videos'))
  expect(await take(written('别家.zip', bytes), other)).toMatchObject({ outcome: 'refused', firm: '别的学校' })
})

it('are verified again by the list that was here when they came: later ones that name the same video change nothing, and without it their bytes alone are compared', async () => {
  const { deps } = school.school
  const { store, packages } = deps
  const all = await keptPackages(store, organisation)
  const [videos, of] = [all.find(({ kind }) => kind === 'videos'), all.find(({ kind }) => kind === 'claim')]
  if (!videos || !of) throw new Error('not kept')
  const again = () =>
    verifyAgain(
      deps,
      organisation,
      videos,
      () => undefined,
      async () => signer,
    )
  const hashes = (await packageHashes(packages.path(videos.sha256))).sort()
  const text = (await listedVideos(deps, organisation, signer.firm, { videos: hashes }))?.text ?? ''
  // One more video on the list, of a later version and of another claim.
  const more = text.replace(/"files":\[(\{[^}]*\})/, (_, file: string) => {
    const other = file.replace(/[0-9a-f]{64}/, 'e'.repeat(64))
    return `"files":[${file},${other}`
  })
  expect(more).toContain('e'.repeat(64))
  for (const [claim, at] of [
    [of.claim, videos.at + 1],
    [null, videos.at],
  ] as const) {
    const path = join(folder, `${claim}.zip`)
    const zip = new yazl.ZipFile()
    zip.addBuffer(Buffer.from(more), 'bag/data/videos.json')
    zip.addBuffer(Buffer.from(String(claim)), 'bag/bag-info.txt')
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(path))
    const sha256 = sha256Hex(nodeCrypto, readFileSync(path))
    await packages.keep(path, sha256)
    await store.tx((q) =>
      q.insert(store.t.bureauPackage).values({
        ...{ id: sha256, organisation, firm: signer.firm, claim, kind: 'claim', version: 2, verdict: 'agrees', sha256 },
        ...{
          content: sha256,
          bytes: 1,
          name: 'a.zip',
          bag: 'bag',
          key: null,
          report: '{}',
          dataHash: null,
          by: '-',
          at,
        },
      }),
    )
  }
  expect(await again()).toBe('agrees')
  expect(await listedVideos(deps, organisation, signer.firm, { videos: hashes }), 'whoever comes first').toEqual({
    ...{ text, claim: of.claim },
  })
  rmSync(packages.path(of.sha256), { force: true })
  expect(await again()).toBe('unlisted')
})

async function packageHashes(path: string): Promise<string[]> {
  const zip = await openZip(path)
  try {
    return [...zip.keys()].flatMap((name) => /^data\/videos\/([0-9a-f]{64})$/.exec(name)?.[1] ?? [])
  } finally {
    zip.close()
  }
}
