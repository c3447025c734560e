import { randomUUID } from 'node:crypto'
import { base64url } from '../../shared/crypto'
import { readCheckpoint, readOrigin } from '../../shared/log/checkpoint'
import { readWitnessKey } from '../../shared/log/cosignature'
import { BadNote } from '../../shared/log/note'
import type { LogFile } from '../../shared/log/served'
import { canonical } from '../../shared/record/canonical'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import { requireHost } from '../access/host'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { requireServer } from '../keep/access'
import { Refused } from '../ledger/accept'
import { namedWitnesses } from '../ledger/named-witnesses'
import { witnessesOf } from '../ledger/witnessed'

/** A witness this server believes from now on, by the key it gave in writing. Throws `bad-request`, `conflict`. Audited. */
export async function nameWitness(deps: Deps, actor: Actor, key: string): Promise<void> {
  await requireHost(deps, actor)
  const { store, clock } = deps
  const { name } = read(key)
  const known = [...(deps.ledger.deps.witnesses ?? []), ...(await namedWitnesses(store)).map((one) => read(one.key))]
  if (known.some((one) => one.name === name)) throw new Refused('conflict', `已经有名叫“${name}”的备查方`)
  const id = randomUUID()
  await store.tx(async (q) => {
    await q.insert(store.t.witnessNamed).values({ id, key, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'witness.name', id, { name })
  })
}

/** What it signed stays. Throws `not-found`. Audited. */
export async function endNamedWitness(deps: Deps, actor: Actor, id: string): Promise<void> {
  await requireHost(deps, actor)
  const { store, clock } = deps
  const named = (await namedWitnesses(store)).find((one) => one.id === id)
  if (!named) throw new Refused('not-found', '没有这个备查方，或者已经停用')
  await store.tx(async (q) => {
    await q.insert(store.t.witnessNamedEnd).values({ named: id, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'witness.name-end', id, { name: read(named.key).name })
  })
}

/** 封存日志文件 for a witness without network, with the proofs from every checkpoint a witness cosigned. Throws `not-found` before anything is sealed. Audited. */
export async function exportLogFile(deps: Deps, actor: Actor): Promise<string> {
  await requireServer(deps, actor, 'hr')
  const { ledger, store, clock } = deps
  const note = await ledger.checkpoint()
  const { origin, size } = readCheckpoint(note)
  const generation = readOrigin(origin)?.generation ?? 0
  const { witnesses } = await witnessesOf(ledger.deps)
  const sizes = new Set(
    witnesses.filter((one) => one.generation === generation && one.size <= size).map((one) => one.size),
  )
  const file: LogFile = {
    ...{ v: 1, type: 'log', key: base64url(ledger.deps.keys.log.publicKey), note },
    openings: await Promise.all(Array.from({ length: generation }, (_, n) => ledger.shown.opening(n + 1))),
    consistency: await Promise.all([...sizes].map((from) => ledger.shown.consistency(generation, from, size))),
  }
  await store.tx((q) => recordAudit(q, store, clock, actor, 'witness.export', 'log'))
  return `${canonical(file)}\n`
}

/** 见证文件 that the witness handed back. Throws `signature-refused`. Audited. */
export async function importStatement(deps: Deps, actor: Actor, statement: string): Promise<void> {
  await requireServer(deps, actor, 'hr')
  const { ledger, store, clock } = deps
  const { stored } = await ledger.cosigned(statement)
  await store.tx((q) => recordAudit(q, store, clock, actor, 'witness.import', 'log', { added: stored }))
}

function read(key: string) {
  try {
    return readWitnessKey(nodeCrypto, key)
  } catch (error) {
    if (error instanceof BadNote)
      throw new Refused('bad-request', '备查方公钥不对：应像 名称+8位编号+公钥，由备查方提供')
    throw error
  }
}
