import type { ClassBody, ClassStatement } from '../../shared/api'
import { base64url, utf8 } from '../../shared/crypto'
import { fingerprint } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { signedBytes } from '../../shared/record/pae'
import { type Actor, requireRole } from '../access/actor'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { classOf } from './class-of'
import { ruleSet } from './rules'

/** The class file that HR hands out where no network joins trainee and server; `offline`: it names no server. */
export async function classFile(
  deps: Deps,
  actor: Actor,
  { class: classId, offline }: { class: string; offline: boolean },
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const trained = await classOf(deps.store, classId, actor.organisation)
  const statement = await classStatement(deps, trained.id, { issuedAt: trained.createdAt, offline })
  return { file: utf8(`${canonical(statement)}\n`), name: `班级文件-${trained.name}.json` }
}

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
