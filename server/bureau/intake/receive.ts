import { and, eq } from 'drizzle-orm'
import type { IntakeOutcome } from '../../../shared/api/bureau-intake'
import { witnessKeyText } from '../../../shared/log/cosignature'
import type { Actor } from '../../access/actor'
import { openZip } from '../../claim/open-zip'
import { ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { MadeFile, Say } from '../../jobs'
import { indexPackage } from '../across/index-package'
import { requireBureau } from '../bureau'
import { agreedFiling } from '../register/agreed-filing'
import { firmOfKey, type TrustedFirm } from '../register/trusted'
import { ageIdentity } from './age-identity'
import { recordIntake } from './intake-row'
import { type Judged, judge } from './judge'
import { keepPackage } from './keep-package'
import { listedVideos } from './listed-videos'
import { reportFile } from './report-file'
import type { Answer, Seen, Verified } from './verified'
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
 * written down, and indexed. Whatever becomes of it stands as a record; answers with its 核验报告 as text. Throws only what the server itself cannot do.
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
  const who = async (seen: Seen): Promise<Answer> => {
    const here = await packageOf(deps, organisation, seen.sha256)
    if (here) throw new Here(seen, here)
    firm = seen.signer === undefined ? undefined : await by.firmOfKey(store.read, store, organisation, seen.signer)
    const listed = firm && seen.kind === 'videos' ? await listedVideos(deps, organisation, firm.firm, seen) : undefined
    return { trusted: firm && seen.signer !== undefined ? trustedKey(firm, seen.signer) : undefined, listed }
  }
  try {
    const identity = await ageIdentity(deps, organisation)
    const witnesses = (deps.ledger.deps.witnesses ?? []).map((key) => witnessKeyText(nodeCrypto, key))
    const task = { file: arrived.path, plain, identity, witnesses }
    const { seen, verified } = await verifyBeside(task, who, say)
    say('写入', 0, 0)
    const judged = await judge(deps, organisation, by, firm, verified)
    const result = await keepPackage(deps, actor, arrived, { seen, verified, judged, firm })
    await index(deps, actor, result, verified, say, by)
    return result
  } catch (error) {
    if (error instanceof Here) return write(deps, actor, arrived, sameAs(error))
    if (error instanceof ZipRefused) return write(deps, actor, arrived, { outcome: 'refused', problem: error.message })
    throw error
  }
}

/** The file is here already: nobody verifies it again. */
class Here extends Error {
  constructor(
    readonly seen: Seen,
    readonly row: { id: string; claim: string | null },
  ) {
    super('here already')
  }
}

/** Claims as they now stand are held against all others; nothing else asks for money. */
async function index(deps: Deps, actor: Actor, result: Result, verified: Verified, say: Say, by: Desk): Promise<void> {
  const { outcome, package: of, claim, seen } = result
  if ((outcome !== 'claim' && outcome !== 'newer') || !of || !claim || !seen || !verified.claim) return
  say('与已收的资料包比对', 0, 0)
  const { t, read } = deps.store
  const [row] = await read
    .select({ version: t.bureauPackage.version })
    .from(t.bureauPackage)
    .where(eq(t.bureauPackage.id, of))
  const zip = await openZip(deps.packages.path(seen.sha256))
  try {
    await by.indexPackage(deps, actor, { package: of, claim, version: row?.version ?? 1, zip })
  } finally {
    zip.close()
  }
}

async function write(deps: Deps, actor: Actor, arrived: Arrived, result: Result): Promise<Result> {
  await deps.store.tx((q) => recordIntake(q, deps, actor, arrived, result))
  return result
}

const sameAs = ({ seen, row }: Here): Result => ({
  ...{ outcome: 'same', problem: '这个资料包已经收过，没有重复登记', seen },
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
