import { and, eq } from 'drizzle-orm'
import type { IntakeOutcome } from '../../../shared/api/bureau-intake'
import { witnessKeyText } from '../../../shared/log/cosignature'
import type { Actor } from '../../access/actor'
import { ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { MadeFile, Say } from '../../jobs'
import { indexPackage } from '../across/index-package'
import { receivedClaim, requireBureau } from '../bureau'
import { compareClaim } from '../compare'
import { agreedFiling } from '../register/agreed-filing'
import { firmOfKey, type TrustedFirm } from '../register/trusted'
import { refreshRisk } from '../review/claim-risk'
import { ageIdentity } from './age-identity'
import { trustedAuthorities } from './authorities'
import { recordIntake } from './intake-row'
import { type Judged, judge } from './judge'
import { keepPackage } from './keep-package'
import { listedVideos } from './listed-videos'
import { reportFile } from './report-file'
import { restorePackage } from './restore'
import type { Answer, Seen } from './verified'
import { verifyBeside } from './verify-beside'

/** What the rest of the desk knows and wants to know of a package. */
export interface Desk {
  firmOfKey: typeof firmOfKey
  agreedFiling: typeof agreedFiling
  indexPackage: typeof indexPackage
}
export const desk: Desk = { firmOfKey, agreedFiling, indexPackage }

/** A file that came in. */
export type Arrived = {
  /** Under which it will stand among what came in. */
  id: string
  path: string
  /** As it was called; only shown. */
  name: string
  bytes: number
} & ({ source: 'upload' | 'folder' } | ByAddress)

/** By address: which delivery it is, and which 单位 of the register announced it. */
export interface ByAddress {
  source: 'address'
  delivery: string
  firm: string
}

/** What became of a file, before it is written down. */
export interface Result {
  outcome: IntakeOutcome
  problem: string
  seen?: Seen | undefined
  firm?: TrustedFirm | undefined
  judged?: Judged | undefined
  /** The package that is kept, and the claim it belongs to. */
  package?: string | undefined
  claim?: string | undefined
}

/**
 * Takes in a file: verified beside this process with keys of the register alone, held against what was agreed, kept by its hash, its claim and people
 * written down, and indexed. Whatever becomes of it stands as a record; answers with its 核验报告 as text. Throws what the server itself cannot do,
 * after that stands there, too.
 */
export async function receive(
  deps: Deps,
  actor: Actor,
  arrived: Arrived,
  say: Say,
  by: Desk = desk,
): Promise<MadeFile> {
  requireBureau(actor, 'hr')
  say('排队等候', 0, 0)
  return deps.packages.inTurn(async () => {
    const plain = deps.work.next()
    try {
      const result = await resultOf(deps, actor, arrived, plain, say, by)
      // Nothing else asks for money.
      if (['claim', 'newer', 'same'].includes(result.outcome)) await compare(deps, actor, result.claim, say, by)
      return reportFile(arrived.name, result)
    } finally {
      await deps.work.remove(plain)
    }
  })
}

async function resultOf(
  deps: Deps,
  actor: Actor,
  arrived: Arrived,
  plain: string,
  say: Say,
  by: Desk,
): Promise<Result> {
  const { store } = deps
  const { organisation } = actor
  let firm: TrustedFirm | undefined
  let claim: string | undefined
  const who = async (seen: Seen): Promise<Answer> => {
    firm = seen.signer === undefined ? undefined : await by.firmOfKey(store.read, store, organisation, seen.signer)
    // Before anything is said of a file that is here: nobody learns what became of another's.
    if (arrived.source === 'address' && seen.signer !== undefined && firm?.firm !== arrived.firm)
      throw new NotTaken(seen, firm, notTheirs(firm, seen.signer))
    const here = await packageOf(deps, organisation, seen.sha256)
    if (here) throw new Here(seen, here)
    if (!firm || seen.signer === undefined) return {}
    const trusted = trustedKey(firm, seen.signer)
    if (seen.kind !== 'videos') return { trusted }
    const listed = await listedVideos(deps, organisation, firm.firm, seen)
    if (!listed) throw new NotTaken(seen, firm, NOT_LISTED)
    claim = listed.claim ?? undefined
    return { trusted, listed: listed.text }
  }
  try {
    const identity = await ageIdentity(deps, organisation)
    const witnesses = (deps.ledger.deps.witnesses ?? []).map((key) => witnessKeyText(nodeCrypto, key))
    const authorities = await trustedAuthorities(deps, organisation)
    const task = { file: arrived.path, plain, identity, witnesses, authorities }
    const { seen, verified } = await verifyBeside(task, who, say)
    say('写入', 0, 0)
    const judged = await judge(deps, organisation, by, firm, verified)
    const result = await keepPackage(deps, actor, arrived, { seen, verified, judged, firm, claim })
    return result
  } catch (error) {
    if (error instanceof Here) {
      const restored = await restorePackage(deps, actor, { ...error.seen, id: error.row.id })
      return write(deps, actor, arrived, sameAs(error, restored))
    }
    if (error instanceof NotTaken) return write(deps, actor, arrived, error.result)
    if (error instanceof ZipRefused || isTooLarge(error))
      return write(deps, actor, arrived, { outcome: 'refused', problem: error.message })
    // What came stands there though it was not taken: whoever sent it asks.
    await write(deps, actor, arrived, {
      outcome: 'failed',
      problem: `核验程序出错：${wordsOf(error)}。请再试，仍不行请联系管理员`,
    })
    throw error
  }
}

/** As the process that verifies says it. */
const isTooLarge = (error: unknown): error is Error => error instanceof Error && error.message.startsWith('TooLarge:')
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 200) : typeof error)

/** The file is here already: nobody verifies it again. */
class Here extends Error {
  constructor(
    readonly seen: Seen,
    readonly row: { id: string; claim: string | null },
  ) {
    super('here already')
  }
}

/** What is not kept, so that it can be brought again once what is in the way is mended. */
class NotTaken extends Error {
  readonly result: Result

  constructor(seen: Seen, firm: TrustedFirm | undefined, problem: string) {
    super(problem)
    this.result = { outcome: 'refused', problem, seen, firm }
  }
}
const NOT_LISTED = '已收的补贴申请里没有一份列出这些视频。请先收该单位列有这些视频的申报资料包，再重新收这个文件'
const notTheirs = (firm: TrustedFirm | undefined, signer: string) =>
  firm
    ? '这个文件由另一个单位签名，不是报送它的单位的，没有收件。请由签名的单位自己报送'
    : `签名密钥（指纹 ${signer.slice(0, 16)}…）没有在本局登记，没有收件。请先在人社局登记这把密钥，再重新报送`

/** Held against the others, and given its place in the queue. */
async function compare(deps: Deps, actor: Actor, claim: string | undefined, say: Say, by: Desk): Promise<void> {
  if (claim === undefined) return
  say('与已收的资料包比对', 0, 0)
  try {
    await compareClaim(deps, claim, by)
  } finally {
    await refreshRisk(deps, await receivedClaim(deps.store.read, deps.store, actor, claim))
  }
}

async function write(deps: Deps, actor: Actor, arrived: Arrived, result: Result): Promise<Result> {
  await deps.store.tx((q) => recordIntake(q, deps, actor, arrived, result))
  return result
}

const sameAs = ({ seen, row }: Here, restored: boolean): Result => ({
  ...{ outcome: 'same', seen },
  problem: restored ? '这个资料包已经收过；留存的文件有损坏，已用这份修复' : '这个资料包已经收过，没有重复登记',
  ...{ package: row.id, claim: row.claim ?? undefined },
})

async function packageOf({ store: { t, read } }: Pick<Deps, 'store'>, organisation: string, sha256: string) {
  const [row] = await read
    .select({ id: t.bureauPackage.id, claim: t.bureauPackage.claim })
    .from(t.bureauPackage)
    .where(and(eq(t.bureauPackage.organisation, organisation), eq(t.bureauPackage.sha256, sha256)))
  return row
}

/** A firm's key as the process that verifies takes it. */
export const trustedKey = ({ publicKey, from, until }: TrustedFirm, fingerprint: string) => ({
  ...{ fingerprint, key: publicKey, from },
  ...(until !== undefined && { until }),
})
