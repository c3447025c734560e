import { randomUUID } from 'node:crypto'
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import type { IntakeDetail } from '../../../shared/api/bureau-intake'
import type { Bag } from '../../../shared/package/bag'
import type { Actor } from '../../access/actor'
import { claimedOf } from '../../claim/package/claimed.fixture'
import { packClaim } from '../../claim/package/pack-claim'
import { HOUR, people, School } from '../../claim/school.fixture'
import { indexPackage } from '../across/index-package'
import { bureauOn } from '../bureau.fixture'
import type { TrustedFirm } from '../register/trusted'
import { readIntake } from './read-intake'
import { type Desk, receive } from './receive'

export interface Indexed {
  package: string
  claim: string
  version: number
}

/** A school with a class of two, of whom both studied, and a bureau whose register says whose keys are whose. */
export async function openIntake(...given: Parameters<typeof School.open>) {
  const school = await School.open(...given)
  const folder = mkdtempSync(join(tmpdir(), 'xueji-intake-'))
  const opened = await school.openClass(people('王晓明', '李𠮷'))
  const pupils = []
  for (const code of opened.codes) pupils.push(await school.join(opened.id, code))
  for (const pupil of pupils) await school.hour(pupil)
  const bureau = await bureauOn(school.deps)
  const clerk = await bureau.member('hr', '经办人')
  const firm = await bureau.firm('示范学校')
  const fingerprint = (await school.trusted()).fingerprint
  const signer = await school.deps.keys.package(school.organisation)
  /** What the register holds; a test changes it. */
  const register = new Map<string, TrustedFirm>([
    [
      fingerprint,
      {
        ...{ firm, name: '示范学校', their: school.organisation, from: 0 },
        publicKey: Buffer.from(signer.publicKey).toString('base64url'),
      },
    ],
  ])
  const filings = new Map<string, Awaited<ReturnType<Desk['agreedFiling']>>>()
  const indexed: Indexed[] = []
  const desk: Desk = {
    firmOfKey: async (_q, _store, _organisation, key) => register.get(key),
    agreedFiling: async (_q, _store, _organisation, _firm, plan) => filings.get(plan),
    indexPackage: async (deps, actor, received) => {
      const { traces: _, ...rest } = received
      indexed.push(rest)
      await indexPackage(deps, actor, received)
    },
  }
  const steps: string[] = []

  /** Takes a file in as the desk does; what became of it. */
  async function take(path: string, by: Actor = clerk): Promise<IntakeDetail> {
    const id = randomUUID()
    const arrived = { id, path, name: basename(path), source: 'upload', bytes: statSync(path).size } as const
    await receive(school.deps, by, arrived, (step) => void steps.push(step), desk)
    return readIntake(school.deps, by, id)
  }
  return {
    ...{
      school,
      folder,
      opened,
      pupils,
      bureau,
      clerk,
      firm,
      fingerprint,
      signer,
      register,
      filings,
      indexed,
      desk,
      steps,
      take,
    },
    /** A package of a claim for the class, as the school's server makes it. */
    async packed(change: { version?: number; id?: string; recipient?: string } = {}): Promise<string> {
      await school.hr.signIn()
      await school.deps.deriver.settle()
      const { data, sealed } = await claimedOf(school.deps, school.organisation, [opened.id])
      const { recipient, ...rest } = change
      const asked = { ...data, ...rest }
      const { path } = await packClaim(school.deps, { data: asked, sealed, scans: [], recipient }, () => undefined)
      return path
    },
    /** The 阶段包 of the class. */
    async stage(): Promise<string> {
      const { zip } = await school.package(opened.id)
      return written('阶段包.zip', zip)
    },
    written,
    /** These files as a package's ZIP. */
    async zipOf(bag: Bag): Promise<string> {
      const zip = new yazl.ZipFile()
      for (const [path, bytes] of bag) zip.addBuffer(Buffer.from(bytes), `changed/${path}`)
      zip.end()
      const path = join(folder, `${randomUUID()}.zip`)
      await pipeline(zip.outputStream, createWriteStream(path))
      return path
    },
    later(hours: number): void {
      school.clock.ms += hours * HOUR
    },
    async close() {
      await school.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  function written(name: string, bytes: Uint8Array): string {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
}
