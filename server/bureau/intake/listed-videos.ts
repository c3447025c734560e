import { and, desc, eq } from 'drizzle-orm'
import { fromUtf8 } from '../../../shared/crypto'
import { files } from '../../../shared/package/layout'
import { openZip } from '../../claim/open-zip'
import type { Deps } from '../../deps'
import type { Seen } from './verified'

/** The firm's newest claims are looked through. */
const MOST = 50

/** data/videos.json of the firm's claim that lists these videos, and which claim that is; undefined where none does. */
export async function listedVideos(
  { store, packages }: Pick<Deps, 'store' | 'packages'>,
  organisation: string,
  firm: string,
  { videos }: Pick<Seen, 'videos'>,
): Promise<{ text: string; claim: string | null } | undefined> {
  const { bureauPackage } = store.t
  const rows = await store.read
    .select({ sha256: bureauPackage.sha256, claim: bureauPackage.claim })
    .from(bureauPackage)
    .where(
      and(eq(bureauPackage.organisation, organisation), eq(bureauPackage.firm, firm), eq(bureauPackage.kind, 'claim')),
    )
    .orderBy(desc(bureauPackage.at))
    .limit(MOST)
  for (const { sha256, claim } of rows) {
    if (!(await packages.has(sha256))) continue
    const zip = await openZip(packages.path(sha256))
    try {
      const bytes = await zip.get(files.videos)
      const text = bytes && fromUtf8(bytes)
      if (text && videos.some((hash) => text.includes(hash))) return { text, claim }
    } finally {
      zip.close()
    }
  }
  return undefined
}
