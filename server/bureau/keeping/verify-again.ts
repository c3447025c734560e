import { and, eq, isNotNull } from 'drizzle-orm'
import type { Verdict } from '../../../shared/api/bureau'
import { witnessKeyText } from '../../../shared/log/cosignature'
import { verdictOf } from '../../../shared/package/verdict'
import { ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { Say } from '../../jobs'
import { ageIdentity } from '../intake/age-identity'
import { trustedAuthorities } from '../intake/authorities'
import { listedVideos } from '../intake/listed-videos'
import { trustedKey } from '../intake/receive'
import type { Answer, Seen } from '../intake/verified'
import { verifyBeside } from '../intake/verify-beside'
import { firmOfKey } from '../register/trusted'
import type { StoredPackage } from './kept'

/**
 * What the verifier says of a kept package now, in the process that intake uses, with the key, the authorities and the list of videos as they were when
 * the package came: what is another verdict than then is the file's or the program's doing. `unlisted`: the claim package that listed the videos is gone,
 * so there is nothing to hold them against. Throws what the server itself cannot do.
 */
export async function verifyAgain(
  deps: Deps,
  organisation: string,
  { id, sha256, at }: Pick<StoredPackage, 'id' | 'sha256' | 'at'>,
  say: Say,
  keyOf: typeof firmOfKey = firmOfKey,
): Promise<Verdict | 'unlisted'> {
  const { store, packages, work } = deps
  const who = async (seen: Seen): Promise<Answer> => {
    const { signer } = seen
    const firm = signer === undefined ? undefined : await keyOf(store.read, store, organisation, signer, at)
    if (!firm || signer === undefined) return {}
    const trusted = trustedKey(firm, signer)
    if (seen.kind !== 'videos') return { trusted }
    const then = { asOf: at, claim: await listingClaim(deps, id) }
    const listed = await listedVideos(deps, organisation, firm.firm, seen, then)
    if (!listed) throw new Unlisted()
    return { trusted, listed: listed.text }
  }
  const plain = work.next()
  try {
    const identity = await ageIdentity(deps, organisation)
    const witnesses = (deps.ledger.deps.witnesses ?? []).map((key) => witnessKeyText(nodeCrypto, key))
    const authorities = await trustedAuthorities(deps, organisation, at)
    const task = { file: packages.path(sha256), plain, identity, witnesses, authorities }
    const { verified } = await verifyBeside(task, who, say)
    return verdictOf(verified.report)
  } catch (error) {
    if (error instanceof ZipRefused) return 'disagrees'
    if (error instanceof Unlisted) return 'unlisted'
    throw error
  } finally {
    await work.remove(plain)
  }
}

class Unlisted extends Error {
  override name = 'Unlisted'
}

/** The claim that listed a package of videos when it came. */
async function listingClaim({ store: { t, read } }: Pick<Deps, 'store'>, id: string): Promise<string | undefined> {
  const { bureauIntake: of } = t
  const [row] = await read
    .select({ claim: of.claim })
    .from(of)
    .where(and(eq(of.package, id), eq(of.outcome, 'videos'), isNotNull(of.claim)))
    .limit(1)
  return row?.claim ?? undefined
}
