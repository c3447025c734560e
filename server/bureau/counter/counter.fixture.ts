import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setImmediate as breath } from 'node:timers/promises'
import { keyFileText, signKeyFile } from '../../../shared/register/key-file'
import type { Actor } from '../../access/actor'
import { makeKey, nodeCrypto, signer as nodeSigner } from '../../crypto'
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
    /** Another 单位 of the same register, with its own key. */
    async another(name: string) {
      const key = nodeSigner(await makeKey('Ed25519'))
      const organisation = randomUUID()
      const statement = await signKeyFile(nodeCrypto, key, {
        ...{ at: school.clock.ms, from: 1, organisation: { id: organisation, name, kind: 'enterprise' } },
      })
      const given = { file: keyFileText(statement), confirmed: statement.key, compared: '当面核对' }
      const { firm } = await enrolKey(school.deps, manager, given)
      const of = { signer: key, bureau: bureau.organisation, organisation }
      const own = clientOf({ ...of, fetcher: () => school.fetcher, now: () => school.clock.ms })
      return { ...own, firm, key, organisation, fingerprint: statement.key }
    },
    /** A package as a file. */
    async whole(id: string): Promise<Sent> {
      return { bytes: new Uint8Array(readFileSync(await at.packed({ id }))), name: `${id}.zip` }
    },
  }
}
