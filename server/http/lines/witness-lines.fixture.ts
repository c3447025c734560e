import { randomUUID } from 'node:crypto'
import { witnessKeyText } from '../../../shared/log/cosignature'
import { makeKey, nodeCrypto, signer } from '../../crypto'
import { addWitnessedLog, cosignFile, switchOnWitness, witnessedLogs, witnessPlace } from '../../witness/desk'
import { Memory } from '../../witness/memory'
import { exportLogFile, nameWitness } from '../../witness/named'
import { memoryFile } from '../../witness/self'
import { readWitness } from '../../witness/state'
import type { Firm } from '../firms.fixture'
import { readers as everyReader, type Lines, writers } from './line.fixture'

const readers = everyReader.filter((role) => role !== 'teacher')
const deciders = ['administrator', 'manager'] as const

/** Whom the server belongs to, its administrator. */
const host = ({ bureau, organisation }: Firm) => ({ ...bureau, organisation, kind: 'enterprise' }) as const

/** The log of the server itself, witnessed by its bureau; its id. */
async function witnessed(firm: Firm): Promise<string> {
  const { deps, bureau } = firm
  await switchOnWitness(deps, bureau, '备查方')
  const fingerprint = (await readWitness(deps, host(firm))).own?.fingerprint ?? ''
  const all = () => witnessedLogs(deps.store.read, deps, bureau.organisation)
  const known = (await all()).find((one) => one.fingerprint === fingerprint)
  if (known) return known.id
  await addWitnessedLog(deps, bureau, { name: '示范学校', fingerprint })
  return (await all())[0]?.id ?? ''
}

/** A log at an address where nothing listens. */
async function unreachable({ deps, bureau }: Firm): Promise<string> {
  await switchOnWitness(deps, bureau, '备查方')
  const fingerprint = randomUUID().replaceAll('-', '').repeat(2)
  await addWitnessedLog(deps, bureau, { name: '远方的单位', fingerprint, address: 'http://127.0.0.1:9' })
  const all = await witnessedLogs(deps.store.read, deps, bureau.organisation)
  return all.find((one) => one.fingerprint === fingerprint)?.id ?? ''
}

async function logFile(firm: Firm): Promise<string> {
  await firm.deps.ledger.sequencer.sequence()
  return exportLogFile(firm.deps, host(firm))
}

/** A refusal that nobody answered. */
async function refused(firm: Firm): Promise<number> {
  const id = await witnessed(firm)
  const { deps, bureau } = firm
  const log = (await witnessedLogs(deps.store.read, deps, bureau.organisation)).find((one) => one.id === id)
  const memory = new Memory(memoryFile(await witnessPlace(deps, bureau.organisation), log?.fingerprint ?? ''))
  const at = Date.now() + memory.lines.length
  memory.append({ at, kind: 'refused', note: 'note', sentence: '日志变短了' })
  return at
}

const newKey = async () =>
  witnessKeyText(nodeCrypto, {
    name: `备查${randomUUID().slice(0, 8)}`,
    spki: signer(await makeKey('Ed25519')).publicKey,
  })

/** A statement of the bureau's own witness, which the server believes. */
async function statement(firm: Firm): Promise<string> {
  const { deps, bureau } = firm
  const id = await witnessed(firm)
  const { key = '' } = (await readWitness(deps, bureau)).desk?.self ?? {}
  await nameWitness(deps, host(firm), key).catch(() => undefined)
  return (await cosignFile(deps, bureau, id, await logFile(firm))).statement ?? ''
}

/** 备查: the desk is a bureau's; the log is the server's, and so its host's alone. */
export const witnessLines: Lines = {
  'GET /api/witness': { may: readers, other: 'nothing' },
  'POST /api/witness/on': {
    ...{ bureau: true, may: deciders, other: 'nothing' },
    ask: () => ({ body: { name: '备查方' } }),
  },
  'POST /api/witness/logs': {
    ...{ bureau: true, may: deciders, other: 'nothing' },
    ask: () => ({ body: { name: '某单位', fingerprint: randomUUID().replaceAll('-', '').repeat(2) } }),
  },
  'POST /api/witness/logs/:id/end': {
    ...{ bureau: true, may: deciders, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/witness/logs/${await witnessed(firm)}/end`,
      body: { reason: '单位终止' },
    }),
  },
  'POST /api/witness/logs/:id/cosign': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/witness/logs/${await witnessed(firm)}/cosign`,
      body: { file: await logFile(firm) },
    }),
  },
  // Nobody answers there, which is no failure of who asks.
  'POST /api/witness/logs/:id/look': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/witness/logs/${await unreachable(firm)}/look`, body: {} }),
  },
  'POST /api/witness/logs/:id/answer': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/witness/logs/${await witnessed(firm)}/answer`,
      body: { refusedAt: await refused(firm), what: '已约谈' },
    }),
  },
  'POST /api/witness/named': {
    ...{ may: ['administrator'], other: 'not-allowed' },
    ask: async () => ({ body: { key: await newKey() } }),
  },
  'POST /api/witness/named/:id/end': {
    ...{ may: ['administrator'], other: 'not-allowed' },
    ask: async (firm) => {
      const key = await newKey()
      await nameWitness(firm.deps, host(firm), key)
      const { own } = await readWitness(firm.deps, host(firm))
      const id = own?.witnesses.find((one) => one.key === key)?.id ?? ''
      return { path: `/api/witness/named/${id}/end`, body: {} }
    },
  },
  'POST /api/witness/log-file': {
    ...{ may: writers, other: 'not-allowed' },
    ask: async (firm) => {
      await firm.deps.ledger.sequencer.sequence()
      return { body: {} }
    },
  },
  'POST /api/witness/statement': {
    ...{ may: writers, other: 'not-allowed' },
    ask: async (firm) => ({ body: { statement: await statement(firm) } }),
  },
}
