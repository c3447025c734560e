import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import type { Job } from '../../shared/api/jobs'
import type { Bag } from '../../shared/package/bag'
import { files } from '../../shared/package/layout'
import { claimDesk } from '../claim/claims/claims.fixture'
import { archived } from '../claim/hostile/world.fixture'
import { readZip } from '../claim/read-zip'
import { Tsa } from '../ledger/timestamp/tsa.fixture'
import { lessonFile, TusClient } from '../media/media.fixture'

/** What is handed to the command and to the page alike. */
export interface Given {
  file: string
  videos?: string
  tsa?: string
  identity?: string
}

/** A claim with time stamps and a lecture, as a 单位 delivers it and as others spoil it, in a folder of its own. */
export async function delivered() {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-page-delivered-'))
  const [tsa, other] = [await Tsa.open(), await Tsa.open('ec')]
  const desk = await claimDesk({ timestampUrl: tsa.url })
  const put = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const { id, codes } = await desk.openClass(['王晓明'])
  await desk.studies(id, codes[0] ?? '', '90')
  await desk.rates()
  await desk.school.deps.ledger.sequencer.sequence()
  await desk.school.deps.stamper?.stampToday()
  const [course] = await desk.school.deps.store.read.select().from(desk.school.deps.store.t.planCourse)
  const lesson = { key: 'l-1', title: '第一节 老年人生活照料' }
  await new TusClient(desk.school.hr).send(id, lessonFile(), { course: course?.key ?? '', lesson })
  const { id: claim } = await desk.create(id)
  await desk.reckon(claim)

  const fetched = async (what: 'package' | 'videos'): Promise<Uint8Array> => {
    const { job } = await desk.send<{ job: string }>('POST', `/api/claims/${claim}/${what}/job`, {})
    for (;;) {
      const { state, problem } = await desk.send<Job>('GET', `/api/jobs/${job}`)
      if (state === 'failed') throw new Error(problem?.message)
      if (state === 'done')
        return new Uint8Array(await (await desk.school.hr.get(`/api/jobs/${job}/file`)).arrayBuffer())
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const [zip, videos] = [await fetched('package'), await fetched('videos')]
  const stamp = (await readZip(zip)).files.get(files.timestamp) ?? new Uint8Array()
  const edited = (bag: Bag) => new Map(bag).set(files.timestamp, changed(stamp, stamp.length - 5))
  const sealed = async (bytes: Uint8Array, to: (encrypter: Encrypter) => void) => {
    const encrypter = new Encrypter()
    to(encrypter)
    return encrypter.encrypt(bytes)
  }
  const identity = await generateIdentity()
  const recipient = await identityToRecipient(identity)
  const toBureau = (encrypter: Encrypter) => encrypter.addRecipient(recipient)
  const age = await sealed(zip, toBureau)
  const { fingerprint } = await desk.school.trusted()
  return {
    folder,
    fingerprint,
    claim: put('claim.zip', zip),
    editedStamp: put('edited.zip', archived(edited((await readZip(zip)).files))),
    videos: put('videos.zip', videos),
    changedVideos: put('changed.zip', changed(videos, Buffer.from(videos).indexOf(lessonFile().subarray(1000, 1040)))),
    encrypted: put('claim.zip.age', age),
    encryptedVideos: put('videos.zip.age', await sealed(videos, toBureau)),
    brokenAge: put('broken.zip.age', changed(age, age.length - 100)),
    byPassphrase: put(
      'passphrase.zip.age',
      await sealed(zip, (encrypter) => {
        encrypter.setScryptWorkFactor(2)
        encrypter.setPassphrase('绥化')
      }),
    ),
    identity: put('bureau.txt', `# 人社局\n${identity}\n`),
    otherIdentity: put('other.txt', await generateIdentity()),
    authority: put('authority.pem', tsa.pem('ca')),
    otherAuthority: put('other.pem', other.pem('ca')),
    async close() {
      await Promise.all([desk.close(), tsa.close(), other.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const changed = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
