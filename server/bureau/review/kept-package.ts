import { and, desc, eq } from 'drizzle-orm'
import { type ClaimFile, claimFile } from '../../../shared/package/claim-layout'
import { files } from '../../../shared/package/layout'
import { parseFile } from '../../../shared/package/parse'
import { type OpenedZip, openZip } from '../../claim/open-zip'
import { ZipRefused } from '../../claim/read-zip'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import type { ReceivedClaim } from '../bureau'
import { keptText } from '../kept-text'

export type KeptPackage = Store['t']['bureauPackage']['$inferSelect']

/** The package that the current version of a claim came in; undefined of a claim by hand. */
export async function packageOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version, organisation }: Pick<ReceivedClaim, 'id' | 'version' | 'organisation'>,
): Promise<KeptPackage | undefined> {
  const [row] = await q
    .select()
    .from(t.bureauPackage)
    .where(
      and(
        eq(t.bureauPackage.organisation, organisation),
        eq(t.bureauPackage.claim, id),
        eq(t.bureauPackage.version, version),
        eq(t.bureauPackage.kind, 'claim'),
      ),
    )
    .orderBy(desc(t.bureauPackage.at))
    .limit(1)
  return row
}

/** Reads of a kept package where it lies. Undefined where the file is not there any more or cannot be read. */
export async function inPackage<T>(
  { packages }: Pick<Deps, 'packages'>,
  { sha256 }: Pick<KeptPackage, 'sha256'>,
  read: (zip: OpenedZip) => Promise<T>,
): Promise<T | undefined> {
  let zip: OpenedZip | undefined
  try {
    zip = await openZip(packages.path(sha256))
    return await read(zip)
  } catch (error) {
    if (error instanceof ZipRefused || (error instanceof Error && 'syscall' in error)) return undefined
    throw error
  } finally {
    zip?.close()
  }
}

/** data/claim.json of a package: whose facts, amounts and tables they are, the 单位 said; nothing of it is believed here. */
export const claimFileOf = (deps: Pick<Deps, 'packages'>, kept: KeptPackage): Promise<ClaimFile | undefined> =>
  inPackage(deps, kept, async (zip) => {
    const read = parseFile(claimFile, await keptText(zip, files.claim))
    return 'value' in read ? read.value : undefined
  })
