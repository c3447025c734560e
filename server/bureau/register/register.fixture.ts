import type { Actor } from '../../access/actor'
import { uploadEvidence } from '../../training/evidence'
import { keyFile, ownKeys, rotatePackageKey, rotationFile } from '../../training/organisation/package-key'
import { desk } from '../../training/plan/plans.fixture'
import { bureauOn } from '../bureau.fixture'
import { enrolKey } from './enrol-key'
import { firmOfKey } from './trusted'

/** A school and a bureau that never met. */
export async function strangers(...given: Parameters<typeof desk>) {
  const school = await desk(...given)
  const { deps } = school
  const bureau = await bureauOn(deps)
  const manager = await bureau.member('manager')
  const [row] = await deps.store.read.select().from(deps.store.t.organisation)
  const head: Actor = {
    ...{ member: 'head', login: 'head', name: '周校长', role: 'administrator', kind: 'institution' },
    ...{ organisation: row?.id ?? '', organisationName: row?.name ?? '' },
  }
  const text = ({ file }: { file: Uint8Array }) => new TextDecoder().decode(file)
  const key = async () => (await ownKeys(deps, head)).fingerprint
  const file = async () => text(await keyFile(deps, head))
  return {
    ...{ school, deps, bureau, manager, head, key },
    keyFile: file,
    rotation: async () => {
      const [newest] = (await rotatePackageKey(deps, head)).rotations
      return text(await rotationFile(deps, head, newest?.id ?? ''))
    },
    trusted: async (of: string) => firmOfKey(deps.store.read, deps.store, bureau.organisation, of),
    /** A letter, as the bureau scanned it. */
    scan: () => uploadEvidence(deps, manager, new TextEncoder().encode('%PDF-1.4 letter')),
    /** The bureau compared the school's key and enrolled it; the id of the 单位. */
    enrol: async () =>
      (await enrolKey(deps, manager, { file: await file(), confirmed: await key(), compared: '当面核对' })).firm ?? '',
  }
}
