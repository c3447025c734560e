import { readFileSync } from 'node:fs'
import { type Signer, sha256Hex } from '../../../shared/crypto'
import { cosign, type WitnessKey } from '../../../shared/log/cosignature'
import type { Bag } from '../../../shared/package/bag'
import type { ClaimFile, TeachingFile, VideosFile } from '../../../shared/package/claim-layout'
import { APPEALS, classFolder, evidenceFile, files, scanFile } from '../../../shared/package/layout'
import { canonical } from '../../../shared/record/canonical'
import type { Device } from '../../../test/support/device'
import { nodeCrypto } from '../../crypto'
import { claimedOf } from '../package/claimed.fixture'
import { packClaim } from '../package/pack-claim'
import { readZip } from '../read-zip'
import { HOUR, resigned, type School } from '../school.fixture'

/** The witness sees what the log has sealed by now. */
export async function seenBy({ deps, clock }: School, name: WitnessKey['name'], key: Signer): Promise<void> {
  await deps.ledger.sequencer.sequence()
  const sealed = await deps.ledger.checkpoint()
  await deps.ledger.cosigned(sealed + (await cosign(nodeCrypto, sealed, name, key, clock.ms)))
}

const inClass = (id: string, path: string) => `data/${classFolder(id)}/${path.slice('data/'.length)}`
const file = (text: string) => {
  const bytes = new TextEncoder().encode(text)
  return { bytes, hash: sha256Hex(nodeCrypto, bytes) }
}

/**
 * A claim's package with everything that one may hold: an appeal with its picture, 授课记录, a list of videos, a stamped scan, evidence, and an
 * earlier checkpoint that a witness saw; honest, and signed by these keys.
 */
export async function fullPackage(
  school: School,
  classes: readonly [string, string],
  by: { package: Signer; sm2: Signer; device: Device },
): Promise<Map<string, Uint8Array>> {
  const { deps, clock, organisation } = school
  const [first] = classes
  const { data, sealed } = await claimedOf(deps, organisation, classes)
  const { path } = await packClaim(deps, { data, sealed, scans: [] }, () => undefined)
  const bag: Bag = (await readZip(readFileSync(path))).files
  const claim: ClaimFile = JSON.parse(new TextDecoder().decode(bag.get(files.claim)))
  const [scan, picture, undertaking] = ['盖章的申请表', '一张截图', '平台承诺'].map(file)
  if (!scan || !picture || !undertaking) throw new Error('three files')
  const { seat = '', number = '' } = claim.people.find((one) => one.class === first) ?? {}
  const at = clock.ms
  const about = { kind: 'deduction', from: at - HOUR, to: at - HOUR / 2 } as const
  const { appeal, signature } = by.device.appealLine(about, '当时一直在看', picture.bytes)
  const appeals = [{ seat, how: 'device', receivedAt: at, appeal, signature, decisions: [] }]
  const teaching: TeachingFile = {
    v: 1,
    lessons: [
      {
        ...{
          from: '2026-11-22',
          to: '2026-11-22',
          hours: '8:00-9:00',
          course: '照料',
          content: '翻身',
          classHours: '1',
        },
        ...{ form: 'live', practice: false, teacher: '王老师', place: '一教室', expected: 2, present: 1 },
        ...{ absent: [number], video: '', remark: '' },
      },
    ],
  }
  const videos: VideosFile = {
    v: 1,
    lessons: [
      {
        class: first,
        course: 'c-1',
        title: '第一节',
        how: 'file',
        files: [{ sha256: 'a'.repeat(64), name: 'a.mp4', bytes: 9 }],
      },
      { class: first, course: 'c-1', title: '第二节', how: 'undertaking', files: [], evidence: undertaking.hash },
    ],
  }
  const made = await resigned(
    bag,
    {
      [files.claim]: canonical({
        ...JSON.parse(new TextDecoder().decode(bag.get(files.claim))),
        scans: [{ form: 'subsidy', dataHash: claim.dataHash, file: scan.hash, at }],
      }),
      [scanFile(scan.hash)]: scan.bytes,
      [evidenceFile(undertaking.hash)]: undertaking.bytes,
      [inClass(first, evidenceFile(picture.hash))]: picture.bytes,
      [inClass(first, APPEALS)]: canonical({ v: 1, appeals: JSON.parse(JSON.stringify(appeals)) }),
      [inClass(first, files.teaching)]: canonical(teaching),
      [files.videos]: canonical(videos),
    },
    by.package,
  )
  return made.set(files.sm2, await by.sm2.sign(made.get(files.tagManifest) ?? new Uint8Array()))
}
