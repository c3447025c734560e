import type { ClassBody, ClassStatement } from '../../shared/api'
import { base64url } from '../../shared/crypto'
import { fingerprint } from '../../shared/record/batch'
import { signedBytes } from '../../shared/record/pae'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { classOf } from './class-of'
import { ruleSet } from './rules'

/** What a device must know of a class, signed by the service key: the answer to a join, and the class file HR hands out. No codes in it. */
export async function classStatement(
  deps: Deps,
  classId: string,
  options: { issuedAt?: number; offline?: boolean } = {},
): Promise<ClassStatement> {
  const { store, keys, clock, publicUrl } = deps
  const trained = await classOf(store, classId)
  const key = await keys.service(trained.organisation)
  const body: ClassBody = {
    v: 1,
    class: {
      id: trained.id,
      name: trained.name,
      period: trained.plan.period,
      ...(trained.plan.consentDate !== undefined && { consentDate: trained.plan.consentDate }),
    },
    organisation: { id: trained.organisation, name: trained.organisationName },
    ...(!options.offline && { server: publicUrl }),
    serviceKey: base64url(key.publicKey),
    issuedAt: options.issuedAt ?? clock.now(),
    policy: trained.plan.policy,
    courses: trained.plan.courses,
    rules: (await ruleSet(deps, trained.organisation)).rules,
  }
  return {
    type: 'class',
    body,
    key: fingerprint(nodeCrypto, key.publicKey),
    signature: base64url(await key.sign(signedBytes('xueji/class/1', body))),
  }
}
