import { readFileSync } from 'node:fs'
import { setImmediate as breath } from 'node:timers/promises'
import type { Actor } from '../../access/actor'
import { roomyDisk } from '../../media/media.fixture'
import { keyFile } from '../../training/organisation/package-key'
import { openIntake } from '../intake/intake.fixture'
import { enrolKey } from '../register/enrol-key'
import { clientOf, type Sent } from './client.fixture'
import { openExchange } from './switch'

/** A school whose key the bureau enrolled, and the bureau's exchange, opened. */
export async function openCounter(options: Parameters<typeof openIntake>[0] = {}) {
  const at = await openIntake({ disk: roomyDisk, ...options })
  const { school, bureau, signer } = at
  const manager = await bureau.member('manager', '负责人')
  const head: Actor = {
    ...{ member: school.member, login: 'head', name: '周校长', role: 'administrator', kind: 'institution' },
    ...{ organisation: school.organisation, organisationName: '示范学校' },
  }
  const file = new TextDecoder().decode((await keyFile(school.deps, head)).file)
  const enrolled = await enrolKey(school.deps, manager, { file, confirmed: at.fingerprint, compared: '当面核对' })
  await openExchange(school.deps, manager, true)
  const client = clientOf({
    ...{ fetcher: () => school.fetcher, signer, bureau: bureau.organisation, organisation: school.organisation },
    now: () => school.clock.ms,
  })
  return {
    ...{ ...at, ...client, manager, head, firm: enrolled.firm ?? '', bureauId: bureau.organisation },
    /** What became of a file once nothing is being checked. */
    async became(sent: Sent) {
      const taking = () => [...school.deps.packages.sending.values()].some((one) => one.taking)
      while (taking()) await breath()
      return client.standing(sent)
    },
    /** A package as a file. */
    async whole(id: string): Promise<Sent> {
      return { bytes: new Uint8Array(readFileSync(await at.packed({ id }))), name: `${id}.zip` }
    },
  }
}
