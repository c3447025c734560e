import { inArray } from 'drizzle-orm'
import type { WitnessedLog, WitnessState } from '../../shared/api/witness'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { readWitnessKey, witnessKeyText } from '../../shared/log/cosignature'
import { fingerprint } from '../../shared/record/batch'
import { type Actor, requireRole } from '../access/actor'
import { isHost } from '../access/host'
import { namesOfMembers } from '../bureau/members'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { namedWitnesses } from '../ledger/named-witnesses'
import { witnessesOf } from '../ledger/witnessed'
import { witnessedLogs, witnessPlace } from './desk'
import { MemoryBroken, type Remembered, remembered } from './memory'
import { memoryFile, openSelf, witnessName } from './self'

/** 备查 as the actor's organisation has to do with it. */
export async function readWitness(deps: Deps, actor: Actor): Promise<WitnessState> {
  requireRole(actor, 'auditor')
  const own = await isHost(deps, actor.organisation)
  return {
    ...(actor.kind === 'bureau' && { desk: await deskState(deps, actor) }),
    ...(own && { own: await ownState(deps) }),
  }
}

async function deskState(deps: Deps, { organisation }: Actor): Promise<WitnessState['desk']> {
  const place = await witnessPlace(deps, organisation)
  const name = witnessName(place)
  const self = name === undefined ? undefined : (await openSelf(place, name)).key.publicKey
  return {
    ...(name !== undefined &&
      self && {
        self: {
          name,
          key: witnessKeyText(nodeCrypto, { name, spki: self }),
          fingerprint: fingerprint(nodeCrypto, self),
        },
      }),
    logs: await logStates(deps, organisation),
  }
}

/** What the bureau's witness saw of each log; of one whose file was changed, that. */
async function logStates(deps: Pick<Deps, 'store' | 'keeper'>, organisation: string): Promise<WitnessedLog[]> {
  const { t, read } = deps.store
  const logs = await witnessedLogs(read, deps, organisation)
  if (logs.length === 0) return []
  const place = await witnessPlace(deps, organisation)
  const nameOf = await namesOfMembers(deps.store, organisation)
  const ids = logs.map(({ id }) => id)
  const looks = await read.select().from(t.witnessLook).where(inArray(t.witnessLook.log, ids))
  const answers = await read.select().from(t.witnessAnswer).where(inArray(t.witnessAnswer.log, ids))
  return logs.map((log) => {
    const { lines, broken } = seenOf(memoryFile(place, log.fingerprint))
    const seen = lines.findLast(({ kind }) => kind === 'seen')
    const { origin, size } = seen ? readCheckpoint(seen.note) : { origin: '', size: 0 }
    const refusals = lines.filter(({ kind }) => kind === 'refused').toReversed()
    const look = looks.find((one) => one.log === log.id)
    return {
      ...log,
      ...(broken !== undefined && { broken }),
      ...(look && { look: { at: look.at, problem: look.problem } }),
      ...(seen && { last: { origin, size, at: seen.at } }),
      findings: seen?.findings ?? [],
      refusals: refusals.map(({ at, sentence = '' }) => {
        const answer = answers.find((one) => one.log === log.id && one.refusedAt === at)
        const answered = answer && { what: answer.what, by: nameOf(answer.by), at: answer.at }
        return { at, sentence, ...(answered && { answered }) }
      }),
    }
  })
}

function seenOf(file: string): { lines: readonly Remembered[]; broken?: string } {
  try {
    return { lines: remembered(file) }
  } catch (error) {
    if (error instanceof MemoryBroken) return { lines: [], broken: error.message }
    throw error
  }
}

/** Logs with a refusal that nobody answered, or whose memory was changed: on the bureau's home. */
export async function refusedLogs(deps: Pick<Deps, 'store' | 'keeper'>, organisation: string): Promise<number> {
  const logs = await logStates(deps, organisation)
  return logs.filter(({ refusals, broken }) => broken !== undefined || refusals.some(({ answered }) => !answered))
    .length
}

async function ownState({ store, ledger }: Deps): Promise<WitnessState['own']> {
  const started = (ledger.deps.witnesses ?? []).map((one) => ({ name: one.name, key: witnessKeyText(nodeCrypto, one) }))
  const named = (await namedWitnesses(store)).map(({ id, key }) => ({
    id,
    key,
    name: readWitnessKey(nodeCrypto, key).name,
  }))
  const { witnesses } = await witnessesOf(ledger.deps)
  return {
    fingerprint: fingerprint(nodeCrypto, ledger.deps.keys.log.publicKey),
    sealed: ledger.sequencer.sealed !== undefined,
    witnesses: [...started, ...named].map((one) => {
      const signed = witnesses.find(({ name }) => name === one.name)
      return { ...one, ...(signed && { last: { generation: signed.generation, size: signed.size, at: signed.at } }) }
    }),
  }
}
