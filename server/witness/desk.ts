import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { AddLog, AnswerRefusal, CosignAnswer } from '../../shared/api/witness'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import { isHost } from '../access/host'
import { NoAnswer } from '../ask-server'
import { requireBureau } from '../bureau/bureau'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { alone, lookAt } from './look'
import { MemoryBroken, remembered } from './memory'
import type { Observed } from './observe'
import { isWitnessName, memoryFile, openSelf, type WitnessPlace, witnessName } from './self'
import { FileSource } from './source'
import { readWitness } from './state'

/** Where a bureau's witness lives: whom the server belongs to shares it with the command `xueji witness`. */
export async function witnessPlace(deps: Pick<Deps, 'store' | 'keeper'>, organisation: string): Promise<WitnessPlace> {
  const folder = join(deps.keeper.deps.dataDir, 'witness')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { folder, of: (await isHost(deps, organisation)) ? '' : organisation }
}

/** Makes the bureau's witness key under a name that never changes. Throws `bad-request` for a name that cannot stand in a signature. Audited. */
export async function switchOnWitness(deps: Deps, actor: Actor, name: string): Promise<void> {
  requireBureau(actor, 'manager')
  if (!isWitnessName(name)) throw new Refused('bad-request', '备查方名称不能有空格和加号，最多 100 字')
  const place = await witnessPlace(deps, actor.organisation)
  const known = witnessName(place)
  if (known !== undefined && known !== name) throw new Refused('conflict', `备查方已叫“${known}”，名称不能改`)
  await alone(place, () => openSelf(place, name))
  const { store, clock } = deps
  await store.tx((q) => recordAudit(q, store, clock, actor, 'witness.on', actor.organisation, { name }))
}

/** A log to witness from now on, by the fingerprint the 单位 gave in writing; asked by itself where it has an address. Throws `conflict` where it is witnessed already. Audited. */
export async function addWitnessedLog(
  deps: Deps,
  actor: Actor,
  { name, fingerprint, address = '' }: AddLog,
): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const id = randomUUID()
  await store.tx(async (q) => {
    const all = await witnessedLogs(q, deps, actor.organisation)
    if (all.some((one) => one.fingerprint === fingerprint)) throw new Refused('conflict', '这个日志已经在备查')
    const { organisation, member: by } = actor
    await q.insert(store.t.witnessLog).values({ id, organisation, name, fingerprint, address, by, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'witness.log', id, { name, content: fingerprint })
  })
}

/** What was seen stays. Throws `not-found`. Audited. */
export async function endWitnessedLog(deps: Deps, actor: Actor, id: string, reason: string): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  await store.tx(async (q) => {
    const { name } = await logOf(q, deps, actor, id)
    await q.insert(store.t.witnessLogEnd).values({ log: id, reason, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'witness.log-end', id, { name, reason })
  })
}

/**
 * One look at the file a 单位 brought: cosigned where it extends everything seen of its log, refused and kept as evidence where it does not. Throws
 * `not-found`, `bad-request` for a file that is none or of another key, `conflict` before the witness was switched on. Audited.
 */
export async function cosignFile(deps: Deps, actor: Actor, id: string, file: string): Promise<CosignAnswer> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const log = await logOf(store.read, deps, actor, id)
  const place = await witnessPlace(deps, actor.organisation)
  const observed = await fromFile(file, (source) => lookAt(deps, place, log.fingerprint, source))
  const good = observed.verdict === 'good'
  const reason = good ? observed.findings.join('；') : observed.sentence
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, good ? 'witness.cosign' : 'witness.refuse', id, { name: log.name, reason }),
  )
  const state = await readWitness(deps, actor)
  return good
    ? { statement: observed.cosigned, findings: observed.findings, state }
    : { refused: observed.sentence, findings: [], state }
}

/** What a file does not give, in the answer to who brought it. */
async function fromFile(file: string, look: (source: FileSource) => Promise<Observed>): Promise<Observed> {
  try {
    return await look(new FileSource(file))
  } catch (error) {
    if (error instanceof NoAnswer) throw new Refused('bad-request', error.message)
    if (error instanceof MemoryBroken) throw new Refused('conflict', error.message)
    throw error
  }
}

/** What was done about a refusal: from then on it is no alert, and stays in the list. Throws `not-found`, `conflict` the second time. Audited. */
export async function answerRefusal(deps: Deps, actor: Actor, id: string, input: AnswerRefusal): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { refusedAt, what } = input
  await store.tx(async (q) => {
    const log = await logOf(q, deps, actor, id)
    const lines = remembered(memoryFile(await witnessPlace(deps, actor.organisation), log.fingerprint))
    if (!lines.some(({ kind, at }) => kind === 'refused' && at === refusedAt))
      throw new Refused('not-found', '没有这次拒绝见证')
    const [known] = await q
      .select({ id: t.witnessAnswer.id })
      .from(t.witnessAnswer)
      .where(and(eq(t.witnessAnswer.log, id), eq(t.witnessAnswer.refusedAt, refusedAt)))
    if (known) throw new Refused('conflict', '这次拒绝见证已经登记过处理情况')
    const values = { id: randomUUID(), log: id, refusedAt, what, by: actor.member, at: clock.now() }
    await q.insert(t.witnessAnswer).values(values)
    await recordAudit(q, store, clock, actor, 'witness.answer', id, { name: log.name, note: what })
  })
}

/** Logs a bureau witnesses now. */
export function witnessedLogs(q: Queries, { store: { t } }: Pick<Deps, 'store'>, organisation: string) {
  const { witnessLog: log, witnessLogEnd: end } = t
  return q
    .select({ id: log.id, name: log.name, fingerprint: log.fingerprint, address: log.address })
    .from(log)
    .leftJoin(end, eq(end.log, log.id))
    .where(and(eq(log.organisation, organisation), isNull(end.log)))
    .orderBy(asc(log.at))
}

/** Throws `not-found`. */
export async function logOf(q: Queries, deps: Pick<Deps, 'store'>, { organisation }: Actor, id: string) {
  const log = (await witnessedLogs(q, deps, organisation)).find((one) => one.id === id)
  if (!log) throw new Refused('not-found', '没有这个备查日志，或者已经停止')
  return log
}
