import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../shared/calendar/beijing'
import { classFolder, files, SM2_LABEL, scanFile } from '../../../shared/package/layout'
import { fingerprint } from '../../../shared/record/batch'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { Say } from '../../jobs'
import type { SealedLog } from '../../ledger/ledger'
import { SM2_ID } from '../../sm2/sm2'
import { ruleTexts } from '../../training/rules'
import type { ClaimData } from '../claim-data'
import { eachClaimForm } from '../forms/index'
import { ownFormsOf } from '../forms/own/own-forms'
import { addText, BagWriter, inFolder, type Seal, type Written } from './bag-writer'
import { putSealed } from './class-package'
import { verificationNotes } from './notes'
import { putAppeals, putEvidence } from './put-appeals'
import { putClaim, putPeople, putTeaching, putVideos, type Scan } from './put-claim'
import { putKeys } from './put-keys'
import { putRecord, putRules } from './put-record'
import { putTestPapers } from './put-test-papers'

export interface Packing {
  data: ClaimData
  sealed: SealedLog
  scans: readonly Scan[]
  /** The bureau's age recipient: the file is encrypted to it, nothing inside is. */
  recipient?: string | undefined
}

export interface PackedClaim extends Written {
  path: string
  /** The top folder. */
  bag: string
  /** Fingerprint of the package key. */
  fingerprint: string
}

/**
 * Writes the package of a claim (version 2) to a work file: each class's record as it stands up to what is sealed, then what
 * amounts rest on, the papers, their stamped scans, and the signatures. Of the entries one seat's are held at a time. Where
 * it fails nothing stays.
 */
export async function packClaim(
  deps: Deps,
  { data, sealed, scans, recipient }: Packing,
  say: Say,
): Promise<PackedClaim> {
  const organisation = data.claimant.id
  const bag = `xueji-${dayOf(data.madeAt)}-${randomUUID()}`
  const writer = new BagWriter(bag, deps.work.next(), recipient)
  try {
    await putSealed(writer, sealed)
    await putClasses(writer, deps, data, sealed, say)
    await putClaim(writer, data, scans)
    await putVideos(writer, data)
    await putPeople(writer, data)
    say('生成表格', 0, 0)
    const own = await ownFormsOf(deps.store, organisation)
    for await (const { path, content } of eachClaimForm(data, own)) await writer.add(`data/${path}`, content)
    await putPapers(writer, deps, data, scans)
    await putKeys(writer, deps, organisation, { sm2: true })
    const signer = await deps.keys.package(organisation)
    const key = { fingerprint: fingerprint(nodeCrypto, signer.publicKey), key: base64(signer.publicKey) }
    const second = await deps.keys.sm2(organisation)
    const claim = { videos: hasVideos(data), ...(second && { sm2: base64(second.publicKey) }) }
    const noted = { bag, ...key, title: data.title, witnessed: sealed.witnessed.length > 0, claim }
    await addText(writer, files.notes, verificationNotes(noted))
    say('核对与签名', 0, 0)
    const info = {
      'Xueji-Package': '2',
      'Bagging-Date': dayOf(data.madeAt),
      'External-Identifier': bag,
      'Source-Organization': data.claimant.name,
      'External-Description': `${data.title}（${data.number}）`,
      ...(second && { [SM2_LABEL]: SM2_ID }),
    }
    const written = await writer.close(info, sealOf(deps, organisation))
    return { ...written, bag, path: writer.target, fingerprint: key.fingerprint }
  } catch (error) {
    await writer.abort()
    throw error
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
export const hasVideos = ({ classes }: ClaimData): boolean =>
  classes.some(({ videos }) => videos.some((video) => video.files.length > 0))

/** Every signature that this organisation puts under a package, and the time stamp where there is an authority. */
export const sealOf =
  ({ keys, stamper }: Pick<Deps, 'keys' | 'stamper'>, organisation: string): Seal =>
  async (manifest) => {
    const signer = await keys.package(organisation)
    const second = await keys.sm2(organisation)
    const stamped = await stamper?.stamp(manifest)
    return [
      [files.signature, await signer.sign(manifest)],
      ...(second ? [[files.sm2, await second.sign(manifest)] as const] : []),
      ...(stamped ? [[files.timestamp, stamped.response] as const] : []),
    ]
  }

async function putClasses(
  writer: BagWriter,
  deps: Deps,
  { classes, madeAt, claimant }: ClaimData,
  sealed: SealedLog,
  say: Say,
): Promise<void> {
  const all = classes.reduce((sum, { data }) => sum + data.people.length, 0)
  const rules = new Set<string>()
  let before = 0
  for (const one of classes) {
    const { trained, people, facts } = one.data
    const to = inFolder(writer, classFolder(trained.id))
    const onSeat = (done: number) => say('读取学习记录（人）', before + done, all)
    await putRecord(to, deps, one.data, { version: '2', sealed, madeAt, rules, onSeat })
    await putAppeals(to, deps, trained, facts)
    await putTestPapers(to, deps, trained.id)
    await putTeaching(to, one)
    before += people.length
  }
  await putRules(writer, rules, await ruleTexts(deps, claimant.id))
}

/** Papers that somebody signed or gave: stamped scans, undertakings and waivers. */
async function putPapers(
  writer: BagWriter,
  deps: Deps,
  { classes, claimant }: ClaimData,
  scans: readonly Scan[],
): Promise<void> {
  const standIns = classes.flatMap(({ videos }) => videos.flatMap(({ evidence }) => evidence ?? []))
  await putEvidence(writer, deps, claimant.id, standIns)
  const asScans = { add: (path: string, bytes: Parameters<BagWriter['add']>[1]) => writer.add(scanPath(path), bytes) }
  await putEvidence(
    asScans,
    deps,
    claimant.id,
    scans.map(({ file }) => file),
  )
}

const scanPath = (path: string) => scanFile(path.slice(path.lastIndexOf('/') + 1))
