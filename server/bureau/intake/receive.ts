import { and, eq } from 'drizzle-orm'
import type { IntakeOutcome } from '../../../shared/api/bureau-intake'
import { witnessKeyText } from '../../../shared/log/cosignature'
import type { Actor } from '../../access/actor'
import { ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { MadeFile, Say } from '../../jobs'
import { indexPackage } from '../across/index-package'
import { requireBureau } from '../bureau'
import { compareClaim } from '../compare'
import { agreedFiling } from '../register/agreed-filing'
import { firmOfKey, type TrustedFirm } from '../register/trusted'
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
export interface Arrived {
  /** Under which it will stand among what came in. */
  id: string
  path: string
  /** As it was called; only shown. */
  name: string
  source: 'upload' | 'folder'
  bytes: number
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
      if (['claim', 'newer', 'same'].includes(result.outcome)) await compare(deps, result.claim, say, by)
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
    const here = await packageOf(deps, organisation, seen.sha256)
    if (here) throw new Here(seen, here)
    firm = seen.signer === undefined ? undefined : await by.firmOfKey(store.read, store, organisation, seen.signer)
    if (!firm || seen.signer === undefined) return {}
    const trusted = trustedKey(firm, seen.signer)
    if (seen.kind !== 'videos') return { trusted }
    const listed = await listedVideos(deps, organisation, firm.firm, seen)
    if (!listed) throw new NotListed(seen, firm)
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
    if (error instanceof NotListed) return write(deps, actor, arrived, error.result)
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

/** Videos that no claim lists: they are not kept, so that they can be brought once the claim is here. */
class NotListed extends Error {
  readonly result: Result

  constructor(seen: Seen, firm: TrustedFirm) {
    super('no claim lists these videos')
    const problem = '已收的补贴申请里没有一份列出这些视频。请先收该单位列有这些视频的申报资料包，再重新收这个文件'
    this.result = { outcome: 'refused', problem, seen, firm }
  }
}

async function compare(deps: Deps, claim: string | undefined, say: Say, by: Desk): Promise<void> {
  if (claim === undefined) return
  say('与已收的资料包比对', 0, 0)
  await compareClaim(deps, claim, by)
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
